/**
 * The letters of a shared text one by one, deleted ones included: their order tells where a letter
 * belongs when its neighbours are gone.
 */
import * as Y from 'yjs';

/** One UTF-16 unit of a text. `key` names it in every replica. */
export interface Letter {
  readonly key: string;
  readonly id: Y.ID;
  readonly sign: string;
  readonly isDeleted: boolean;
}

/** What holds items: blocks, and texts in them. */
export type Branch = Y.XmlFragment | Y.XmlText;

export const keyOf = (client: number, clock: number): string => `${client}:${clock}`;

/** Without letters that Yjs has discarded. */
export function lettersOf(text: Y.XmlText): Letter[] {
  const letters: Letter[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue;
    const {
      id: { client, clock },
      deleted,
    } = item;
    for (const [at, sign] of item.content.str.split('').entries())
      letters.push({ key: keyOf(client, clock + at), id: Y.createID(client, clock + at), sign, isDeleted: deleted });
  }
  return letters;
}

export const wordsOfLetters = (letters: readonly Letter[]): string => letters.map(({ sign }) => sign).join('');

/** The position of a letter among those that are shown; null when it is not shown. */
export function indexOf(text: Y.XmlText, { client, clock }: Y.ID): number | null {
  let index = 0;
  for (let item = text._start; item !== null; item = item.right) {
    const within = item.id.client === client && item.id.clock <= clock && clock < item.id.clock + item.length;
    if (within) return item.deleted ? null : index + clock - item.id.clock;
    if (!item.deleted && item.countable) index += item.length;
  }
  return null;
}

/** The block that contains a text or a block; null at the root. */
export function parentOf(type: Branch): Y.XmlElement | null {
  const parent = type._item?.parent;
  return parent instanceof Y.XmlElement ? parent : null;
}

/** A value that a block had, even if the block is deleted now. */
export function lastValue(block: Y.XmlElement | null, name: string): unknown {
  const item = block?._map.get(name);
  return item === undefined ? undefined : item.content.getContent()[item.length - 1];
}

/** The letter that is shown at this place. */
export function idAt(text: Y.XmlText, index: number): Y.ID | null {
  let passed = 0;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    if (index < passed + item.length) return Y.createID(item.id.client, item.id.clock + index - passed);
    passed += item.length;
  }
  return null;
}

/** Yjs does not discard its letters: an editor that rewrites them meanwhile is recognised by them. */
export function keep(struct: unknown): void {
  for (
    let item = struct instanceof Y.Item ? struct : null;
    item !== null;
    item = item.parent instanceof Y.AbstractType ? item.parent._item : null
  )
    item.keep = true;
}
