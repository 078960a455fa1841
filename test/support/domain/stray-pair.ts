/** Two people at one text, and the server between them: what they do, and what each receives from the other. */
import { expect } from 'vitest';
import * as Y from 'yjs';
import { ScribeIndex } from '../../../server/scribe/updates/document-index.ts';
import { judge } from '../../../server/scribe/updates/judge.ts';
import { changed, joined, moved, split } from './stray-deeds.ts';
import { boundary, Words } from './stray-words.ts';
import { Writer, type Line } from './stray-writers.ts';

export const DEEDS = [
  'type',
  'type',
  'type',
  'type',
  'compose',
  'compose',
  'compose',
  'heading',
  'code',
  'decision',
  'plain',
  'bullets',
  'ordered',
  'tasks',
  'quote',
  'indent',
  'outdent',
  'join',
  'split',
  'undo',
  'redo',
  'stamp',
  'erase',
] as const;

/**
 * What the two receive then. `there`: only the other one; `here`: only this one; `each`: both, one by one; `together`:
 * both, all of it at once; `return`: both, as after a time offline.
 */
export const HEARD = ['nothing', 'there', 'here', 'each', 'together', 'return'] as const;

export interface Change {
  readonly who: 'ana' | 'bob';
  readonly does: (typeof DEEDS)[number];
  readonly line: number;
  readonly at: number;
  readonly then: (typeof HEARD)[number];
}

/** A word that is still being composed with an input method. */
interface Composed {
  readonly word: string;
  readonly shown: string;
}

export class Pair {
  readonly ana = new Writer(1);
  readonly bob = new Writer(2);
  readonly #typed: Words;
  #heardAtOnce = false;
  readonly #composed = new Map<Writer, Composed>();
  /** What the server knows of it: it judges everything that is sent, as it does behind a real connection. */
  readonly #index = new ScribeIndex();
  /** What the server has, in order, and how much of it each has received. */
  readonly #log: Array<{ readonly by: Writer; readonly update: Uint8Array }> = [];
  readonly #heard = new Map<Writer, number>();

  constructor(...lines: readonly string[]) {
    this.#typed = new Words(lines);
    for (const [at, words] of lines.entries()) {
      if (at > 0) this.ana.addsLine(words);
      else this.ana.makes(this.ana.sight.state.tr.insertText(words, 1));
    }
    this.ana.undo.clear();
    this.meet();
  }

  meet(): void {
    for (let round = 0; round < 6; round += 1) this.#exchange('each');
    expect(JSON.stringify(this.ana.sight.state.doc)).toBe(JSON.stringify(this.bob.sight.state.doc));
  }

  /** What each has made reaches the other, but not yet how the other reacts to it. */
  meets(): void {
    this.#exchange('each');
  }

  /** Only this person is still connected. */
  meetOf(writer: Writer): void {
    this.#exchange('each');
    expect(this.#heard.get(writer)).toBe(this.#log.length);
  }

  words(): string[] {
    return this.ana.lines.map(({ node }) => node.textContent).filter((words) => words !== '');
  }

  blocks(): string[] {
    return this.ana.sight.state.doc.content.content.map(({ type }) => type.name);
  }

  async plays({ who, does, line, at, then }: Change): Promise<void> {
    const writer = this[who];
    if (does === 'compose') await this.#composes(writer, line, at);
    else {
      await this.#finishes(writer);
      this.#does(writer, does, { line, at });
    }
    this.#tells(writer, then);
  }

  async ends(): Promise<void> {
    for (const writer of [this.ana, this.bob]) await this.#finishes(writer);
    this.meet();
    // A person who receives everything at once can't tell what was erased before from what was moved.
    this.#typed.prove(this.words(), !this.#heardAtOnce);
  }

  #tells(writer: Writer, then: Change['then']): void {
    const other = writer === this.ana ? this.bob : this.ana;
    if (then === 'there') this.#exchange('each', [writer], [other]);
    else if (then === 'here') this.#exchange('each', [other], [writer]);
    else if (then !== 'nothing') this.#exchange(then);
    if (then === 'together' || then === 'return') this.#heardAtOnce = true;
  }

  #exchange(
    how: 'each' | 'together' | 'return',
    from: readonly Writer[] = [this.ana, this.bob],
    to: readonly Writer[] = from,
  ): void {
    const known = Y.encodeStateVectorFromUpdate(this.#all());
    for (const writer of from) {
      const made = writer.takeOut();
      // A person who reconnects sends everything that the server lacks, with all deletions so far.
      const sent = how === 'return' ? [writer.strays.missing(known)] : made;
      for (const update of sent) this.#keeps(writer, update);
    }
    for (const writer of to) {
      const news = this.#log
        .slice(this.#heard.get(writer) ?? 0)
        .filter(({ by }) => by !== writer)
        .map(({ update }) => update);
      this.#heard.set(writer, this.#log.length);
      if (news.length === 0) continue;
      if (how === 'return') writer.hears(Y.diffUpdate(this.#all(), Y.encodeStateVector(writer.doc)), 'answer');
      else for (const update of how === 'each' ? news : [Y.mergeUpdates(news)]) writer.hears(update);
    }
  }

  #keeps(by: Writer, update: Uint8Array): void {
    const person = `u${by.doc.clientID}`;
    const { kind } = judge(this.#index, update, { person, mayWrite: true, isFull: false, mayUse: () => true });
    expect(['new', 'known']).toContain(kind);
    this.#log.push({ by, update });
  }

  #all(): Uint8Array {
    return this.#log.length === 0
      ? Y.encodeStateAsUpdate(new Y.Doc())
      : Y.mergeUpdates(this.#log.map(({ update }) => update));
  }

  #does(writer: Writer, does: Exclude<Change['does'], 'compose'>, { line, at }: Pick<Change, 'line' | 'at'>): void {
    const {
      sight: { state },
      undo,
    } = writer;
    if (does === 'undo' || does === 'redo')
      return this.#typed.undone(writer, () => void (does === 'undo' ? undo.undo() : undo.redo()));
    const chosen = writer.lines[line % writer.lines.length] as Line;
    if (does === 'type') return writer.writes(this.#nextWord(writer, chosen, at), placeIn(chosen, at));
    if (does === 'erase') return this.#erases(writer, chosen);
    if (does === 'split') return writer.makes(split(state, chosen, boundary(chosen.node.textContent, at)));
    if (does === 'join') return writer.makes(joined(state, chosen));
    if (does === 'stamp')
      return writer.makes(state.tr.setNodeAttribute(chosen.position, 'entry', `e${chosen.position}-${at}`));
    if (does === 'indent' || does === 'outdent') return writer.makes(moved(state, does, chosen));
    writer.makes(changed(state, does, chosen));
  }

  #nextWord(writer: Writer, { node: { textContent } }: Line, at: number): string {
    const place = boundary(textContent, at);
    return this.#typed.next(writer, textContent.slice(0, place), textContent.slice(place));
  }

  #erases(writer: Writer, { node, position }: Line): void {
    const word = this.#typed.wholeIn(node.textContent);
    if (word === null) return;
    const from = position + 1 + node.textContent.indexOf(word);
    writer.makes(writer.sight.state.tr.delete(from, from + word.length));
    this.#typed.erased(writer, word);
  }

  /** Begins a word, continues or finishes it: until it is finished, the editor shows other letters in its place. */
  async #composes(writer: Writer, line: number, at: number): Promise<void> {
    const composed = this.#composed.get(writer);
    if (composed !== undefined && at % 3 === 2) return this.#finishes(writer);
    if (composed !== undefined)
      return this.#shows(writer, composed, composed.word.slice(0, at % 3) + this.#typed.nextSign());
    const chosen = writer.lines[line % writer.lines.length] as Line;
    const word = this.#nextWord(writer, chosen, at),
      shown = this.#typed.nextSign();
    writer.sight.composing = true;
    this.#composed.set(writer, { word, shown });
    writer.writes(shown, placeIn(chosen, at));
  }

  #shows(writer: Writer, { word, shown }: Composed, next: string): void {
    const line = writer.lines.find(({ node }) => node.textContent.includes(shown));
    if (line === undefined) throw new Error(`"${shown}" is not there while it is composed`);
    const from = line.position + 1 + line.node.textContent.indexOf(shown);
    writer.writes(next, from, from + shown.length);
    this.#composed.set(writer, { word, shown: next });
  }

  async #finishes(writer: Writer): Promise<void> {
    const composed = this.#composed.get(writer);
    if (composed === undefined) return;
    this.#shows(writer, composed, composed.word);
    this.#composed.delete(writer);
    writer.sight.composing = false;
    writer.sight.dom.dispatchEvent(new Event('compositionend'));
    // What was held back arrives with the microtask.
    await Promise.resolve();
  }
}

const placeIn = ({ node, position }: Line, at: number): number => position + 1 + boundary(node.textContent, at);
