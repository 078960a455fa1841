/**
 * Repairs a document with content that the editor's schema does not have (written before it was refused): each such
 * part becomes text in its place, and the original is deleted. Done in a Y.Doc as one change under the server's own
 * client id, so that every page can show the document again, and two servers that do it at the same time change it
 * once.
 */
import * as Y from 'yjs';
import { isMark, isValue, MOST_LEVELS, NODES, ROOT_HOLDS } from '../../../shared/scribe/schema.ts';
import { textOfAny } from '../../../shared/scribe/odd.ts';
import { DOCUMENT_ROOT } from '../../../shared/scribe/words.ts';
import { TEMPLATE_CLIENT } from '../live/template.ts';

/** Null when every part of it is sound. */
export function mendingOf(doc: Y.Doc): Uint8Array | null {
  let mended: Uint8Array | null = null;
  doc.clientID = TEMPLATE_CLIENT;
  doc.on('update', (update: Uint8Array) => (mended = update));
  doc.transact(() => mendChildren(doc.getXmlFragment(DOCUMENT_ROOT), ROOT_HOLDS, 1));
  return mended;
}

function mendChildren(parent: Y.XmlFragment, holds: readonly string[], level: number): void {
  const children: readonly unknown[] = parent.toArray();
  // The last first: then earlier ones keep their place.
  for (let at = children.length - 1; at >= 0; at -= 1) {
    const child = children[at];
    if (child instanceof Y.XmlText && holds.includes('text')) mendText(child);
    else if (child instanceof Y.XmlElement && holds.includes(child.nodeName) && hasRoom(child, level))
      mendElement(child, level);
    else replace(parent, at, standIn(holds, textOfAny(child)));
  }
}

/** A line needs two levels below its own, a block of lines three; a line break or a mention contains nothing. */
function hasRoom(element: Y.XmlElement, level: number): boolean {
  const holds = NODES.get(element.nodeName)?.holds ?? [];
  return level + (holds.includes('text') ? 2 : 3) <= MOST_LEVELS && (holds.length > 0 || element.length === 0);
}

function mendElement(element: Y.XmlElement, level: number): void {
  const { holds, attributes } = NODES.get(element.nodeName) ?? { holds: [], attributes: {} };
  for (const [name, value] of Object.entries(element.getAttributes())) {
    if (!isValue(Object.hasOwn(attributes, name) ? attributes[name] : undefined, value)) element.removeAttribute(name);
  }
  mendChildren(element, holds, level + 1);
}

function mendText(text: Y.XmlText): void {
  const runs = text.toDelta() as ReadonlyArray<{
    readonly insert: unknown;
    readonly attributes?: Readonly<Record<string, unknown>>;
  }>;
  let at = 0;
  for (const { insert, attributes = {} } of runs) {
    const words = typeof insert === 'string' ? insert : textOfAny(insert);
    if (words !== insert) {
      text.delete(at, 1);
      text.insert(at, words, {});
    }
    for (const [format, value] of Object.entries(attributes))
      if (!isMark(format, value)) text.format(at, words.length, { [format]: null });
    at += words.length;
  }
}

function replace(parent: Y.XmlFragment, at: number, made: Y.XmlElement | Y.XmlText | null): void {
  parent.delete(at);
  if (made !== null) parent.insert(at, [made]);
}

/** Null if there can be no letter here, or there is none. */
function standIn(holds: readonly string[], words: string): Y.XmlElement | Y.XmlText | null {
  if (words === '') return null;
  if (holds.includes('text')) return new Y.XmlText(words);
  const name = holds[0];
  if (name === undefined) return null;
  const element = new Y.XmlElement(name);
  const inner = standIn(NODES.get(name)?.holds ?? [], words);
  if (inner !== null) element.insert(0, [inner]);
  return element;
}
