/**
 * The first words of a document: the workspace's headings, each with an empty line below it, as an update that every
 * server makes byte for byte alike. Two servers that open a new document at once write the same text under the same
 * client id, and it stands once.
 */
import * as Y from 'yjs';
import { DOCUMENT_ROOT } from '../../../shared/scribe/words.ts';

/** Reserved: no browser draws it (Yjs draws 32 random bits), and attempts to write under it are refused. */
export const TEMPLATE_CLIENT = 1;

/** Null when the document opens empty. */
export function templateUpdate(headings: readonly string[]): Uint8Array | null {
  if (headings.length === 0) return null;
  const doc = new Y.Doc();
  doc.clientID = TEMPLATE_CLIENT;
  doc.transact(() => headings.forEach((heading) => addHeading(doc.getXmlFragment(DOCUMENT_ROOT), heading)));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** Each part is in the document before anything is put into it: Yjs complains otherwise. */
function addHeading(root: Y.XmlFragment, words: string): void {
  // The editor keeps a level as a number; as a text it would be another heading to it.
  const heading = new Y.XmlElement<{ level: number }>('heading');
  const text = new Y.XmlText();
  root.insert(root.length, [heading as Y.XmlElement, new Y.XmlElement('paragraph')]);
  heading.setAttribute('level', 2);
  heading.insert(0, [text]);
  text.insert(0, words);
}
