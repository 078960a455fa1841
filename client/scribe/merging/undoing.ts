/**
 * Undo removes a person's own letters and nothing of others': a block that someone else wrote into stays, with its
 * attributes, although undoing would remove it with everything in it.
 */
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { keep, keyOf } from './letters.ts';
import { existedBefore } from './rewrites.ts';
import { prune } from './stray-lines.ts';
import type { Strays } from './strays.ts';

/** What is typed within this time is undone together. */
const TOGETHER_MS = 500;

type Stack = Y.UndoManager['undoStack'];

export function undoManagerOf(root: Y.XmlFragment, strays: Strays, captureTimeout = TOGETHER_MS): Y.UndoManager {
  const manager = new UndoManager(root, {
    captureTimeout,
    trackedOrigins: new Set<unknown>([ySyncPluginKey]),
    deleteFilter: (item) => mayGo(item, strays),
    captureTransaction: ({ meta }) => meta.get('addToHistory') !== false,
  });
  manager.strays = strays;
  manager.doc.on('beforeObserverCalls', (change) => {
    if (change.origin === manager) standBehind(change);
  });
  manager.doc.on('afterTransaction', (change) => {
    if (change.origin === strays.own) belongToDeeds(change, manager.undoStack, strays);
    if (change.origin === manager && manager.currStackItem !== null)
      keepValues(change, manager.currStackItem, strays.others);
  });
  return manager;
}

class UndoManager extends Y.UndoManager {
  strays: Strays | null = null;

  override undo(): ReturnType<Y.UndoManager['undo']> {
    return this.#spared(this.undoStack, () => super.undo());
  }

  override redo(): ReturnType<Y.UndoManager['redo']> {
    return this.#spared(this.redoStack, () => super.redo());
  }

  /**
   * Letters that others have since rewritten elsewhere do not come back a second time, nor do the lines that held them.
   */
  #spared<Answer>(stack: Stack, act: () => Answer): Answer {
    const { strays, doc } = this;
    if (strays === null) return act();
    const texts = new Set<Y.XmlText>();
    for (let next = stack.at(-1); next !== undefined; next = stack.at(-1)) {
      keepCopies(doc, next, strays);
      leaveElsewhere(doc, next, strays, texts);
      // Yjs would go on with the one before, which was not looked at.
      if (doesSomething(doc, next, strays)) break;
      stack.pop();
    }
    const answer = act();
    const emptied = [...texts].map(restored).filter((text) => text !== null);
    if (emptied.length > 0) doc.transact(() => emptied.forEach((text) => prune(text)), strays.others);
    return answer;
  }
}

/**
 * Yjs puts a block that an undo restores in front of the deleted one (yjs 13.6.33), where a line that someone else adds
 * above comes between by chance of the client ids. It goes behind it, like the block that replaced it. Not sent yet, so
 * no one saw the other place.
 */
function standBehind(change: Y.Transaction): void {
  const moved = restoredBy(change).flatMap((item) => {
    const gone = item.right;
    if (gone?.deleted !== true || !Y.compareIDs(gone.redone, item.id)) return [];
    swap(item, gone);
    return [{ item, gone }];
  });
  // Only now does each have its neighbours: of several that came back, the next one had not been moved yet.
  for (const { item, gone } of moved)
    [item.origin, item.rightOrigin] = [gone.lastId, olderFrom(item.right, item.id)?.id ?? null];
}

/** The blocks that this change made. */
function restoredBy({ doc, beforeState }: Y.Transaction): readonly Y.Item[] {
  const structs = doc.store.clients.get(doc.clientID) ?? [];
  const start = beforeState.get(doc.clientID) ?? 0;
  if (Y.getState(doc.store, doc.clientID) <= start) return [];
  return structs
    .slice(Y.findIndexSS(structs, start))
    .filter((item) => item instanceof Y.Item && item.content instanceof Y.ContentType) as Y.Item[];
}

function swap(item: Y.Item, gone: Y.Item): void {
  const { left, parent } = item;
  if (left !== null) left.right = gone;
  else if (parent instanceof Y.AbstractType) parent._start = gone;
  [gone.left, item.left, item.right] = [left, gone, gone.right];
  if (gone.right !== null) gone.right.left = item;
  gone.right = item;
}

/** The first that was there before it: whoever is sent this reads it in the order of its clocks. */
function olderFrom(item: Y.Item | null, { client, clock }: Y.ID): Y.Item | null {
  let older = item;
  while (older !== null && older.id.client === client && older.id.clock > clock) older = older.right;
  return older;
}

/**
 * Letters that this editor moved belong to the change that wrote them, so that its undo removes them where they are now
 * and restores what it had deleted, in one step. What was made for them, a line of their own, belongs there too.
 */
function belongToDeeds(change: Y.Transaction, deeds: Stack, strays: Strays): void {
  const { doc, beforeState, deleteSet } = change;
  Y.iterateDeletedStructs(change, deleteSet, keep);
  const { clientID: client } = doc;
  const structs = doc.store.clients.get(client) ?? [];
  const start = beforeState.get(client) ?? 0;
  if (Y.getState(doc.store, client) <= start) return;
  let deed: Stack[number] | undefined;
  for (const { id, length } of structs.slice(Y.findIndexSS(structs, start)).toReversed())
    for (let clock = id.clock + length - 1; clock >= id.clock; clock -= 1) {
      const firsts = [...strays.firstsOf(client, clock)];
      deed = deeds.findLast(({ insertions }) => firsts.some((first) => Y.isDeleted(insertions, first))) ?? deed;
      if (deed !== undefined) addTo(deed.insertions, client, clock);
    }
}

function addTo({ clients }: Stack[number]['insertions'], client: number, clock: number): void {
  const ranges = clients.get(client) ?? [];
  const added = [...ranges, { clock, len: 1 }].toSorted((one, other) => one.clock - other.clock);
  clients.set(client, added as typeof ranges);
}

function leaveElsewhere(doc: Y.Doc, { deletions }: Stack[number], strays: Strays, texts: Set<Y.XmlText>): void {
  doc.transact(
    (change) =>
      Y.iterateDeletedStructs(change, deletions, (item) => {
        if (
          item instanceof Y.Item &&
          item.content instanceof Y.ContentString &&
          item.parent instanceof Y.XmlText &&
          strays.isElsewhere(item.id.client, item.id.clock)
        )
          texts.add(item.parent);
      }),
    strays.others,
  );
  for (const [client, ranges] of deletions.clients)
    deletions.clients.set(
      client,
      ranges.flatMap(({ clock, len }) =>
        runsOf(clock, len, (each) => !strays.isElsewhere(client, each)),
      ) as typeof ranges,
    );
}

function doesSomething(doc: Y.Doc, { insertions, deletions }: Stack[number], { others }: Strays): boolean {
  let does = false;
  doc.transact((change) => {
    Y.iterateDeletedStructs(
      change,
      insertions,
      (item) => (does ||= item instanceof Y.Item && (!item.deleted || item.redone !== null)),
    );
    Y.iterateDeletedStructs(
      change,
      deletions,
      (item) => (does ||= item instanceof Y.Item && !Y.isDeleted(insertions, item.id) && canReturn(item, deletions)),
    );
  }, others);
  return does;
}

/** A copy whose first letter cannot come back, because someone else has removed its block meanwhile, stays. */
function keepCopies(doc: Y.Doc, { deletions, insertions }: Stack[number], strays: Strays): void {
  const kept = new Set<string>();
  doc.transact(
    (change) =>
      Y.iterateDeletedStructs(change, deletions, (item) => {
        if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString) || canReturn(item, deletions))
          return;
        for (let at = 0; at < item.length; at += 1) {
          const copy = strays.copyOf(item.id.client, item.id.clock + at);
          if (copy !== null) kept.add(keyOf(copy.client, copy.clock));
        }
      }),
    strays.others,
  );
  if (kept.size === 0) return;
  for (const [client, ranges] of insertions.clients)
    insertions.clients.set(
      client,
      ranges.flatMap(({ clock, len }) => runsOf(clock, len, (each) => !kept.has(keyOf(client, each)))) as typeof ranges,
    );
}

/** Whether what contains it is there, or comes back too. */
function canReturn({ parent }: Y.Item, deletions: Stack[number]['deletions']): boolean {
  const block = parent instanceof Y.AbstractType ? parent._item : null;
  if (block === null || !block.deleted || block.redone !== null) return true;
  return Y.isDeleted(deletions, block.id) && canReturn(block, deletions);
}

function runsOf(
  clock: number,
  length: number,
  isKept: (clock: number) => boolean,
): Array<{ clock: number; len: number }> {
  const runs: Array<{ clock: number; len: number }> = [];
  for (let each = clock; each < clock + length; each += 1) {
    const last = runs.at(-1);
    if (!isKept(each)) continue;
    if (last !== undefined && last.clock + last.len === each) last.len += 1;
    else runs.push({ clock: each, len: 1 });
  }
  return runs;
}

/** What the undo made of a text that was gone. */
function restored(text: Y.XmlText): Y.XmlText | null {
  const id = text._item?.redone ?? null;
  const item = id === null || text.doc === null ? null : Y.getItem(text.doc.store, id);
  const type: unknown = item instanceof Y.Item && item.content instanceof Y.ContentType ? item.content.type : null;
  return type instanceof Y.XmlText ? type : null;
}

function mayGo({ content }: Y.Item, strays: Strays): boolean {
  if (!(content instanceof Y.ContentType)) return true;
  const type: unknown = content.type;
  if (type instanceof Y.XmlText && type.length > 0 && type.doc?._transaction) strays.leave(type, type.doc._transaction);
  return lengthOf(type) === 0;
}

const lengthOf = (type: unknown): number =>
  type instanceof Y.XmlFragment || type instanceof Y.XmlText ? type.length : 0;

/** The values of blocks that were to go and stay. */
function keepValues(
  change: Y.Transaction,
  { insertions }: { readonly insertions: Parameters<typeof Y.isDeleted>[0] },
  origin: object,
): void {
  const lost: Array<() => void> = [];
  for (const type of change.changed.keys()) {
    if (
      !(type instanceof Y.XmlElement) ||
      type._item === null ||
      type._item.deleted ||
      !Y.isDeleted(insertions, type._item.id)
    )
      continue;
    for (const [name, item] of type._map) {
      if (!item.deleted || !existedBefore(change, item.id) || !Y.isDeleted(change.deleteSet, item.id)) continue;
      const value: unknown = item.content.getContent()[item.length - 1];
      lost.push(() => type.setAttribute(name, value as string));
    }
  }
  if (lost.length > 0) change.doc.transact(() => lost.forEach((restore) => restore()), origin);
}
