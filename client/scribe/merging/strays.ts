/**
 * Letters that one person typed into a line while another changed what the line is. The other's editor rewrote the line
 * (see rewrites.ts) from what it knew; letters that it did not know stay behind in the old line, deleted with it.
 *
 *   author of the letters      ->  moves them to their place in the new line, at once, before the next key
 *   person who undoes          ->  moves the letters of others out of the blocks that the undo removes
 *   two who rewrote it         ->  the copy of the lower client id stays, the other one is removed by its writer
 *   nothing was rewritten      ->  they come back as a line of their own that says so
 *
 * Only the author of the letters acts, so that nothing appears twice; if the author has left, the person who rewrote
 * the line acts.
 */
import * as Y from 'yjs';
import { BothRewrote } from './both-rewrote.ts';
import { carry, type Caret, type Place } from './carrying.ts';
import { keyOf, lettersOf, type Letter } from './letters.ts';
import { OwnRewrites } from './own-rewrites.ts';
import { existedBefore, Rewrites, textsThatLost } from './rewrites.ts';
import { Settling } from './settling.ts';
import { UnsaidDeletions } from './unsaid-deletions.ts';
import {
  alive,
  diedIn,
  isShown,
  keysOf,
  lateIn,
  Reading,
  type DeleteSet,
  type Late,
  type TextRead,
} from './stray-reading.ts';

const NONE: ReadonlySet<string> = new Set();

export interface StraysWires {
  /** Letters from an earlier page that the server does not have yet belong to this one too. */
  readonly isUnsent?: (id: Y.ID) => boolean;
  /** Read before the change was drawn. */
  readonly caret?: (letters: (text: Y.XmlText) => readonly Letter[]) => Caret | null;
  readonly moveCaret?: (to: Place) => void;
  /** Runs it once everyone who is here has acted on the change; says which clients were here in that time. */
  readonly later?: (act: (isHere: (client: number) => boolean) => void) => void;
}

export class Strays {
  /** The origin of letters moved for this person, and of letters moved for others. */
  readonly own = { strays: 'own' };
  readonly others = { strays: 'others' };
  readonly #root: Y.XmlFragment;
  readonly #wires: StraysWires;
  readonly #memory = new OwnRewrites();
  readonly #both: BothRewrote;
  readonly #unsaid = new UnsaidDeletions();
  #isAnswer = false;
  #incoming: Uint8Array | null = null;

  constructor(root: Y.XmlFragment, wires: StraysWires = {}) {
    this.#root = root;
    this.#wires = wires;
    this.#both = new BothRewrote(this.#doc, this.#memory);
    this.#doc.on('afterTransaction', this.#follow);
  }

  /** What `take` applies to the document is this update; `isAnswer`: it brings all that was missing here. */
  hear(update: Uint8Array, take: () => void, isAnswer = false): void {
    this.#incoming = update;
    this.#isAnswer = isAnswer;
    try {
      take();
    } finally {
      this.#incoming = null;
    }
  }

  destroy(): void {
    this.#doc.off('afterTransaction', this.#follow);
  }

  get #doc(): Y.Doc {
    return this.#root.doc as Y.Doc;
  }

  readonly #follow = (change: Y.Transaction): void => {
    if (change.origin === this.own || change.origin === this.others) return;
    const hasLost = change.deleteSet.clients.size > 0;
    if (change.local && hasLost) this.#remember(change);
    else if (!change.local && this.#incoming !== null && (hasLost || this.#memory.hasRewritten))
      this.#hearDeletions(change, Y.decodeUpdate(this.#incoming).ds);
  };

  /** What this editor deleted and rewrote by a change of its own, or by its undo. */
  #remember(change: Y.Transaction): void {
    const rewrites = new Rewrites(change, this.#root, (client) => client === this.#doc.clientID);
    for (const from of textsThatLost(change)) {
      const base = lettersOf(from).filter((letter) => diedIn(change, letter));
      const rewriting = rewrites.of(from, base);
      if (rewriting === null) this.#memory.erase(base.map(({ key }) => key));
      else this.#memory.write(from, base, rewriting.copies);
    }
  }

  /**
   * Whether undoing a change that rewrote this letter would bring it back beside a copy that others have moved on
   * since.
   */
  isElsewhere(client: number, clock: number): boolean {
    const key = keyOf(client, clock);
    const copy = this.#memory.copyOf(key);
    return this.#memory.hasYielded(key) || (copy !== undefined && !isShown(this.#doc.store, copy.id));
  }

  /** Where a letter that this editor rewrote is now. */
  copyOf(client: number, clock: number): Y.ID | null {
    return this.#memory.copyOf(keyOf(client, clock))?.id ?? null;
  }

  /** The letters that this one is a copy of, the last one first. */
  firstsOf(client: number, clock: number): Iterable<Y.ID> {
    return this.#memory.firstsOf(keyOf(client, clock));
  }

  /** What the server lacks (see unsaid-deletions.ts). */
  missing(vector: Uint8Array): Uint8Array {
    return this.#unsaid.withoutIn(Y.encodeStateAsUpdate(this.#doc, vector));
  }

  /**
   * Within an undo that removes this text: whatever is left in it goes where its letters went. False when they went
   * nowhere.
   */
  leave(text: Y.XmlText, undo: Y.Transaction): boolean {
    const rewrites = new Rewrites(undo, this.#root, (client) => client === this.#doc.clientID);
    const gone = keysOf(undo.deleteSet);
    const letters = lettersOf(text);
    const base = letters.filter(({ key, id }) => gone.has(key) && existedBefore(undo, id));
    const rewriting = rewrites.of(text, base);
    if (rewriting === null) return false;
    carry(
      { from: text, letters, base, copies: rewriting.copies, strays: alive(letters), unwanted: new Set() },
      'apart',
    );
    return true;
  }

  #hearDeletions(change: Y.Transaction, deleted: DeleteSet): void {
    this.#unsaid.note(change, deleted);
    this.#takeAlong(change, deleted);
  }

  /** Someone else's change; `deleted` is what they deleted, as far as they knew the text. */
  #takeAlong(change: Y.Transaction, deleted: DeleteSet): void {
    const late =
      change.deleteSet.clients.size === 0
        ? []
        : [...this.#memory.rewritten()]
            .map((text) => lateIn(text, change, deleted))
            .filter(({ strays }) => strays.size > 0);
    if (late.length > 0) this.#wires.later?.((isHere) => this.#adopt(late, isHere));
    if (deleted.clients.size === 0) return;
    const reading = new Reading(change, {
      deleted,
      isAnswer: this.#isAnswer,
      memory: this.#memory,
      isMine: this.#isMine,
    });
    const caret = this.#wires.caret?.(lettersOf) ?? null;
    const texts = [...textsThatLost(change)];
    for (const text of this.#memory.rewritten()) if (!texts.includes(text)) texts.push(text);
    const concerned = texts
      .map((text) => reading.of(text))
      .filter(({ from, strays, widest }) => strays.size > 0 || widest.length > 0 || caret?.text === from);
    if (concerned.length === 0) return;
    const rewrites = new Rewrites(change, this.#root, (client) => client !== this.#doc.clientID);
    let place: Place | null = null;
    const settling = new Settling(
      { root: this.#root, memory: this.#memory, both: this.#both, isMine: this.#isMine },
      rewrites,
    );
    this.#doc.transact(() => {
      for (const text of inOrder(concerned, rewrites)) {
        const found = settling.settle(text);
        if (found !== null && caret?.text === text.from) place = found(caret.at);
      }
      this.#both.remove();
    }, this.own);
    if (place !== null) this.#wires.moveCaret?.(place);
  }

  /** Letters for a line that this editor had rewritten, from people who have left: no one else moves them. */
  #adopt(late: readonly Late[], isHere: (client: number) => boolean): void {
    this.#doc.transact(() => {
      for (const { from, letters, strays } of late) {
        const alone = new Set([...strays].filter(([, { client }]) => !isHere(client)).map(([key]) => key));
        const base = letters.filter(({ key }) => this.#memory.copyOf(key) !== undefined);
        if (alone.size > 0)
          carry({
            from,
            letters,
            base,
            copies: base.map(({ key }) => this.#memory.copyOf(key)),
            strays: alone,
            unwanted: NONE,
            went: this.#memory.went,
          });
      }
    }, this.others);
  }

  readonly #isMine = (id: Y.ID): boolean => id.client === this.#doc.clientID || this.#wires.isUnsent?.(id) === true;
}

/**
 * First what they deleted for certain, then what I rewrote last: what was rewritten of it is no copy of anything else.
 */
function inOrder(texts: readonly TextRead[], rewrites: Rewrites): TextRead[] {
  const isGuessed = ({ listsAll, narrow }: TextRead): boolean => listsAll && narrow.length === 0;
  return [
    ...texts.filter((text) => !isGuessed(text)).sort((one, other) => rewrites.compare(one.from, other.from)),
    ...texts.filter(isGuessed).reverse(),
  ];
}
