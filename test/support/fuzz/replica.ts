/**
 * When two replicas are equal: the same text is known (state vector), the same part of it is deleted, and the rest
 * reads the same. How each one splits its text into items, and which deleted items it has dropped, is ignored.
 */
import * as Y from 'yjs';

export interface Replica {
  readonly known: string;
  readonly deleted: string;
  readonly plain: string;
  readonly tree: string;
}

export function replicaOf(doc: Y.Doc): Replica {
  return {
    known: ranges(Y.decodeStateVector(Y.encodeStateVector(doc))),
    deleted: ranges(deletedIn(doc)),
    plain: JSON.stringify(doc.getText('plain').toDelta()),
    tree: JSON.stringify(treeOf(doc)),
  };
}

/** The first difference, in words; null when there is none. */
export function difference(one: Replica, other: Replica): string | null {
  for (const part of ['known', 'deleted', 'plain', 'tree'] as const) {
    if (one[part] === other[part]) continue;
    const at = firstDifference(one[part], other[part]);
    const near = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
    return `${part}: …${near(one[part])}… is not …${near(other[part])}…`;
  }
  return null;
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return at;
}

/** Whether a document has everything of an update: its text is known, and what it deletes is deleted. */
export function contains(doc: Y.Doc, update: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update);
  const deleted = deletedIn(doc);
  const isKnown = structs.every(
    (struct) => struct instanceof Y.Skip || struct.id.clock + struct.length <= Y.getState(doc.store, struct.id.client),
  );
  return (
    isKnown &&
    [...ds.clients].every(([client, gone]) =>
      gone.every(({ clock, len }) => isWithin(deleted.get(client) ?? [], clock, clock + len)),
    )
  );
}

type Spans = ReadonlyArray<readonly [from: number, to: number]>;

function deletedIn(doc: Y.Doc): Map<number, Spans> {
  const all = new Map<number, Array<[number, number]>>();
  for (const [client, structs] of doc.store.clients) {
    const spans: Array<[number, number]> = [];
    for (const { id, length, deleted } of structs) {
      const last = spans.at(-1);
      if (!deleted) continue;
      if (last !== undefined && last[1] === id.clock) last[1] += length;
      else spans.push([id.clock, id.clock + length]);
    }
    if (spans.length > 0) all.set(client, spans);
  }
  return all;
}

const isWithin = (spans: Spans, from: number, to: number): boolean =>
  spans.some(([start, end]) => start <= from && to <= end);
const ranges = (of: ReadonlyMap<number, number | Spans>): string =>
  JSON.stringify([...of].sort(([one], [other]) => one - other));

export type Node =
  | readonly [name: string, attributes: object, content: readonly Node[]]
  | readonly [text: string, marks: readonly string[]];

/** The editor's tree, as plain values. */
export function treeOf(doc: Y.Doc): readonly Node[] {
  return doc.getXmlFragment('scribe').toArray().flatMap(nodesOf);
}

function nodesOf(child: unknown): Node[] {
  if (child instanceof Y.XmlElement)
    return [[child.nodeName, sorted(child.getAttributes()), child.toArray().flatMap(nodesOf)]];
  if (!(child instanceof Y.XmlText)) return [];
  const runs = child.toDelta() as Array<{ insert: string; attributes?: object }>;
  return runs.map(({ insert, attributes }) => [insert, Object.keys(attributes ?? {}).sort()]);
}

interface Rendered {
  readonly type: string;
  readonly text?: string;
  readonly marks?: ReadonlyArray<{ readonly type: string }>;
  readonly attrs?: object;
  readonly content?: readonly Rendered[];
}

/** The same tree, from the JSON that a server gives over HTTP. */
export function treeOfJson(document: object): readonly Node[] {
  return ((document as Rendered).content ?? []).map(nodeOfJson);
}

function nodeOfJson({ type, text, marks = [], attrs = {}, content = [] }: Rendered): Node {
  return text === undefined
    ? [type, sorted(attrs), content.map(nodeOfJson)]
    : [text, marks.map((mark) => mark.type).sort()];
}

const sorted = (attributes: object): object =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
