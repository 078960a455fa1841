/**
 * What the phone's one line does: adds itself at the document's end as its writer's own line. Rich editing on phones is
 * broken in too many keyboards; a line is what one has in the hand there anyway.
 */
import type { Editor } from '@tiptap/core';

/** Always a new line: two who fill the same empty one would find both texts in it. */
export function appendLine(editor: Editor, text: string): void {
  const { view, schema } = editor;
  const paragraph = schema.nodes['paragraph'];
  if (paragraph === undefined) return;
  view.dispatch(view.state.tr.insert(view.state.doc.content.size, paragraph.create()));
  // In a step of its own: a line that comes with text after an empty one would be taken for that one, moved down.
  view.dispatch(view.state.tr.insertText(text, view.state.doc.content.size - 1));
  const { lastElementChild } = view.dom;
  lastElementChild?.scrollIntoView({ block: 'center' });
}
