/**
 * What was pasted in this page and became a file, by the file's hash: until the page is closed it can still be inserted
 * as text.
 */
import type { Editor } from '@tiptap/core';
import { TextSelection, type EditorState } from '@tiptap/pm/state';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import type { UndoManager } from 'yjs';
import { asBlocks } from './blocks.ts';

const texts = new Map<string, string>();

export const rememberText = (id: string, text: string): void => void texts.set(id, text);
export const isRemembered = (id: string): boolean => texts.has(id);

/** In the place of the file's card: the words themselves. */
export function replaceByText(editor: Editor, position: number, id: string): void {
  const { state, view } = editor;
  const [text, card] = [texts.get(id), state.doc.nodeAt(position)];
  if (text === undefined || card === null) return;
  beginStep(state);
  const { tr } = state;
  tr.replaceWith(position, position + card.nodeSize, asBlocks(state.schema, text));
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(position + 1))).scrollIntoView());
  view.focus();
}

/** However soon this follows the paste, it is undone by itself: undo brings the card back. */
function beginStep(state: EditorState): void {
  (yUndoPluginKey.getState(state) as { readonly undoManager: UndoManager } | undefined)?.undoManager.stopCapturing();
}
