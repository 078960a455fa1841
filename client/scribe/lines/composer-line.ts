/**
 * The phone's one line: adds itself at the document's end as its writer's own line. Rich editing on phones fails with
 * too many keyboards; one line is what people write there anyway.
 */
import type { Editor } from '@tiptap/core';

/** Always a new line: two people who fill the same empty one would find both texts in it. */
export function appendLine(editor: Editor, text: string): void {
  const { view, schema } = editor;
  const paragraph = schema.nodes['paragraph'];
  if (paragraph === undefined) return;
  view.dispatch(view.state.tr.insert(view.state.doc.content.size, paragraph.create()));
  // In a step of its own: a line that arrives with text after an empty one would be taken for that one, moved down.
  view.dispatch(view.state.tr.insertText(text, view.state.doc.content.size - 1));
  const { lastElementChild } = view.dom;
  lastElementChild?.scrollIntoView({ block: 'center' });
}
