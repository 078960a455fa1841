/**
 * What an update would do to a document, found out before it touches it. An update comes in from any program; only what passes here
 * is applied, kept and told.
 *
 *   known     nothing in it is new: an honest answer of a client that has nothing to add
 *   baseless  it builds on text that this document does not have: the client must send the whole difference
 *   foreign   it adds text under a client id that another person has written with; two different texts under one (client, clock)
 *             would part the documents for ever, with nothing to see it by
 *   deep      it nests further down than anybody could show
 *   new       it may be applied
 *
 * Throws on bytes that are no update. Never changes the document.
 */
import * as Y from 'yjs';
import { isTooDeep } from './scribe-depth.ts';

export type Judged =
  | { readonly kind: 'known' }
  | { readonly kind: 'baseless' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'deep' }
  | { readonly kind: 'new'; readonly clients: readonly number[]; readonly addsText: boolean };

interface Span {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

export function judgeUpdate(doc: Y.Doc, update: Uint8Array, mayUse: (client: number) => boolean): Judged {
  const { structs, ds } = Y.decodeUpdate(update);
  const next = new Map<number, number>();
  const clients = new Set<number>();
  const nextOf = (client: number) => next.get(client) ?? Y.getState(doc.store, client);
  for (const struct of structs) {
    const { client, from, to } = spanOf(struct);
    if (!Number.isSafeInteger(to) || to <= from) throw new Error('not a span of text');
    const known = nextOf(client);
    if (to <= known) continue;
    if (from > known || struct instanceof Y.Skip) return { kind: 'baseless' };
    clients.add(client);
    next.set(client, to);
  }
  const exists = (id: Y.ID) => id.clock < nextOf(id.client);
  if (!structs.every((struct) => !clients.has(struct.id.client) || basesOf(struct).every(exists))) return { kind: 'baseless' };
  if (![...clients].every(mayUse)) return { kind: 'foreign' };
  if (clients.size > 0 && isTooDeep(doc, structs)) return { kind: 'deep' };
  const deletions = deletionsOf(ds);
  if (!deletions.every(({ client, to }) => to <= nextOf(client))) return { kind: 'baseless' };
  if (clients.size === 0 && deletions.every((span) => isGone(doc, span))) return { kind: 'known' };
  return { kind: 'new', clients: [...clients], addsText: clients.size > 0 };
}

function spanOf(struct: Y.AbstractStruct): Span {
  return { client: struct.id.client, from: struct.id.clock, to: struct.id.clock + struct.length };
}

/** What a piece of text hangs on: its neighbours when it was written, and what it stands in. */
function basesOf(struct: Y.AbstractStruct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const parent: unknown = struct.parent;
  const bases = [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null].filter((id) => id !== null);
  const itself = struct.id;
  if (bases.some((id) => id.client === itself.client && id.clock >= itself.clock)) throw new Error('hangs on its own future');
  return bases;
}

function deletionsOf(ds: { clients: Map<number, ReadonlyArray<{ clock: number; len: number }>> }): Span[] {
  return [...ds.clients].flatMap(([client, items]) => items.map(({ clock, len }) => ({ client, from: clock, to: clock + len })));
}

function isGone(doc: Y.Doc, { client, from, to }: Span): boolean {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || to <= from) return true;
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index += 1) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= to) return true;
    if (!struct.deleted) return false;
  }
  return true;
}
