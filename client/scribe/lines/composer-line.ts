/**
 * The phone's one line: adds itself as its writer's own line at the end of a section, that is below everything that
 * stands under one heading. Rich editing on phones fails with too many keyboards; one line is what people write there
 * anyway.
 */
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';

/** The headings of the document, in order, each once. */
export function headingsOf(doc: Node): readonly string[] {
  const headings: string[] = [];
  doc.forEach((block) => {
    if (isHeading(block)) headings.push(block.textContent);
  });
  return [...new Set(headings)];
}

/**
 * `under`: the heading of the section; without one, or when it is gone, at the document's end. Always a new line: two
 * people who fill the same empty one would find both texts in it.
 */
export function addLine(editor: Editor, text: string, under: string | null): void {
  const { view, schema } = editor;
  const paragraph = schema.nodes['paragraph'];
  if (paragraph === undefined) return;
  const end = endOf(view.state.doc, under);
  view.dispatch(view.state.tr.insert(end, paragraph.create()));
  // In a step of its own: a line that arrives with text after an empty one would be taken for that one, moved down.
  view.dispatch(view.state.tr.insertText(text, end + 1));
  const line = view.nodeDOM(end);
  if (line instanceof HTMLElement) line.scrollIntoView({ block: 'center' });
}

const isHeading = ({ type, textContent }: Node): boolean => type.name === 'heading' && textContent.trim() !== '';

function endOf(doc: Node, under: string | null): number {
  let isIn = false;
  let end: number | null = null;
  doc.forEach((block, offset) => {
    if (!isHeading(block)) return;
    if (isIn) end ??= offset;
    isIn ||= block.textContent === under;
  });
  return end ?? doc.content.size;
}
