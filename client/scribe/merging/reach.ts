/**
 * Does a change that others made affect one block of the text? Asked before the change is applied, from the ids that it
 * names: what it is next to, what it belongs to, what it deletes. Whatever it adds hangs on one of these.
 */
import * as Y from 'yjs';

/**
 * Also true when the block itself, or something around it, is deleted. A change that builds on something missing
 * affects nothing.
 */
export function reaches(update: Uint8Array, block: Y.XmlElement): boolean {
  const { doc } = block;
  if (doc === null) return false;
  const { structs, ds } = Y.decodeUpdate(update);
  return (
    structs.some((struct) => struct instanceof Y.Item && hangsOn(struct, block, doc.store)) ||
    [...ds.clients].some(([client, ranges]) =>
      ranges.some(({ clock, len }) => deletes({ client, clock, len }, block, doc.store)),
    )
  );
}

type Store = Y.Doc['store'];

function hangsOn({ origin, rightOrigin, parent }: Y.Item, block: Y.XmlElement, store: Store): boolean {
  if ([origin, rightOrigin].some((id) => id !== null && isInside(itemAt(id, store), block))) return true;
  // Not placed yet: a parent is named by its id.
  const owner = parent instanceof Y.ID ? itemAt(parent, store) : null;
  return owner !== null && (typeOf(owner) === block || isInside(owner, block));
}

function deletes(
  { client, clock, len }: { client: number; clock: number; len: number },
  block: Y.XmlElement,
  store: Store,
): boolean {
  const end = Math.min(clock + len, Y.getState(store, client));
  for (let at = clock; at < end;) {
    const struct = Y.getItem(store, Y.createID(client, at));
    if (struct instanceof Y.Item && !struct.deleted && (isInside(struct, block) || isAround(typeOf(struct), block)))
      return true;
    at = struct.id.clock + struct.length;
  }
  return false;
}

/** Null if it is not here, or was garbage-collected. */
function itemAt({ client, clock }: Y.ID, store: Store): Y.Item | null {
  const found: unknown = clock < Y.getState(store, client) ? Y.getItem(store, Y.createID(client, clock)) : null;
  return found instanceof Y.Item ? found : null;
}

const typeOf = ({ content }: Y.Item): unknown => (content instanceof Y.ContentType ? content.type : null);

function isInside(item: Y.Item | null, block: Y.XmlElement): boolean {
  for (let at = item; at !== null; at = at.parent instanceof Y.AbstractType ? at.parent._item : null)
    if (at.parent === block) return true;
  return false;
}

/** The block, or what contains it. */
function isAround(type: unknown, block: Y.XmlElement): boolean {
  for (
    let at: Y.Item | null = block._item;
    at !== null;
    at = at.parent instanceof Y.AbstractType ? at.parent._item : null
  )
    if (typeOf(at) === type) return true;
  return false;
}
