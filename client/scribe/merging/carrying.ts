/** Moves letters that were left behind in a text to the place where the letters around them were rewritten. */
import type * as Y from 'yjs';
import { idAt, indexOf, wordsOfLetters, type Letter } from './letters.ts';
import type { Copy } from './rewrites.ts';

/** Where the caret is, in the old text: before `letters[at]`. */
export interface Caret {
  readonly text: Y.XmlText;
  readonly at: number;
}

export interface Load {
  readonly from: Y.XmlText;
  /** All letters of it, in order. */
  readonly letters: readonly Letter[];
  /** Those that were rewritten, in order, and where each of them is now. */
  readonly base: readonly Letter[];
  readonly copies: readonly (Copy | undefined)[];
  /** Letters to move, and letters of the base that must not come back; by key. */
  readonly strays: ReadonlySet<string>;
  readonly unwanted: ReadonlySet<string>;
  /** Told where each stray went. */
  readonly went?: (stray: Letter, copy: Copy, from: Y.XmlText) => void;
}

export interface Place {
  readonly text: Y.XmlText;
  readonly index: number;
}

/**
 * Call within a transaction. Returns where the gap before `letters[at]` of the old text is in the new one; null when no
 * letter of it is anywhere.
 */
export function carry(
  { from, letters, base, copies, strays, unwanted, went }: Load,
  how?: 'apart',
): (at: number) => Place | null {
  const gaps = gapsOf(letters, base, strays);
  const begins = new Map<number, Copy>();
  const moved = new Set<string>();
  for (const [gap, run] of gaps.runs) {
    const place = placeOfGap(copies, gap);
    if (place === null) continue;
    insertInto(place, wordsOfLetters(run), how === 'apart');
    const id = idAt(place.text, place.index);
    if (id === null) continue;
    begins.set(gap, { text: place.text, id });
    for (const { key } of run) moved.add(key);
    for (const [at, stray] of run.entries())
      went?.(stray, { text: place.text, id: { client: id.client, clock: id.clock + at } }, from);
  }
  for (const [at, { key }] of base.entries()) if (unwanted.has(key)) erase(copies[at]);
  for (const { key, id, isDeleted } of letters) if (moved.has(key) && !isDeleted) erase({ text: from, id });
  return (at) => {
    const { gap, into } = gaps.of(at);
    const begin = placeOf(begins.get(gap)) ?? placeOfGap(copies, gap);
    return begin === null ? null : { text: begin.text, index: begin.index + into };
  };
}

/**
 * `isApart`: Yjs joins what one client inserts in a row, so undoing the letters in front would undo these too (yjs
 * 13.6.33 follows an undone and restored letter to its whole piece). A letter that is deleted at once keeps the pieces
 * apart.
 */
function insertInto({ text, index }: Place, words: string, isApart: boolean): void {
  if (isApart) text.insert(index, ' ');
  text.insert(index + (isApart ? 1 : 0), words);
  if (isApart) text.delete(index, 1);
}

export function erase(copy: Copy | undefined): void {
  const place = placeOf(copy);
  place?.text.delete(place.index, 1);
}

function placeOf(copy: Copy | undefined): Place | null {
  const index = copy === undefined || copy.text._item?.deleted === true ? null : indexOf(copy.text, copy.id);
  return copy === undefined || index === null ? null : { text: copy.text, index };
}

/**
 * Gap n is the one after n letters of the base; `runs` are the strays in each, `into` how many of them are before a
 * letter.
 */
function gapsOf(
  letters: readonly Letter[],
  base: readonly Letter[],
  strays: ReadonlySet<string>,
): { runs: Map<number, Letter[]>; of: (at: number) => { gap: number; into: number } } {
  const isBase = new Set(base.map(({ key }) => key));
  const runs = new Map<number, Letter[]>();
  const places = [{ gap: 0, into: 0 }];
  let gap = 0;
  for (const letter of letters) {
    if (strays.has(letter.key)) runs.set(gap, [...(runs.get(gap) ?? []), letter]);
    else if (isBase.has(letter.key)) gap += 1;
    places.push({ gap, into: runs.get(gap)?.length ?? 0 });
  }
  return { runs, of: (at) => places[at] ?? { gap, into: 0 } };
}

/** Behind the nearest letter on the left that was copied, else before the nearest on the right. */
function placeOfGap(copies: readonly (Copy | undefined)[], gap: number): Place | null {
  for (let left = gap - 1; left >= 0; left -= 1) {
    const place = placeOf(copies[left]);
    if (place !== null) return { text: place.text, index: place.index + 1 };
  }
  for (const right of copies.slice(gap)) {
    const place = placeOf(right);
    if (place !== null) return place;
  }
  return null;
}
