/**
 * What the document has open above its text: a list to choose from, an attachment in full, a line compared with the
 * timeline. The editor's own parts write here and know no React; EditorParts.tsx draws. A page shows one document.
 */
import { Store } from '../../session/store.ts';
import type { AttachmentFacts } from '../attachments/facts.ts';

export interface Shown {
  readonly attachment: AttachmentFacts;
  /** Where it is in the document now; undefined once it is gone. */
  readonly position: () => number | undefined;
}

export const attachmentShown = new Store<Shown | null>(null);

/**
 * A line whose words changed after it was put on the timeline. Previewed from its mark, or opened to do something about
 * it.
 */
export interface EditedLine {
  readonly line: string;
  readonly how: 'peek' | 'open';
  readonly mark: Element | null;
}

export const editedShown = new Store<EditedLine | null>(null);

/** The dialog that restores the document to a moment is open. */
export const restoreShown = new Store(false);
