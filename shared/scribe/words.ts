/**
 * What can be said about the scribe document. Its text is not in the room's log (it has a log of its own, made of Yjs
 * updates); the domain only says who may write in it, and in which schema.
 */

/** The editor's schema version. A client with another one is turned away before anything is exchanged, because an editor that
 *  lacks a block type deletes such blocks for everyone just by opening the document. Raise it with every new block or mark. */
export const DOCUMENT_SCHEMA = 2;

/** The document's root, and the attribute names every line carries. */
export const DOCUMENT_ROOT = 'scribe';

export type ScribeRefusal =
  | 'scribe.not-yours-to-write'
  | 'scribe.in-the-future'
  | 'scribe.before-the-room'
  | 'scribe.already-so';
