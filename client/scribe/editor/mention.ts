/**
 * A person in the text: one piece, by id and by the name they had when it was written. As text it is `@Name`, so that
 * the timeline, a search and a reader that knows no mentions all read it.
 */
import { Node, mergeAttributes } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import styles from './blocks.module.css';
import { textIn } from '../lines/lines.ts';

const textOf = ({ attrs }: ProseNode): string => `@${textIn(attrs['label']) ?? textIn(attrs['id']) ?? ''}`;

export const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({ id: kept('data-mention'), label: kept('data-label') }),
  parseHTML: () => [{ tag: 'span[data-mention]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'span',
    mergeAttributes({ class: styles['mention'] ?? '' }, HTMLAttributes),
    textOf(node),
  ],
  renderText: ({ node }) => textOf(node),
  extendNodeSchema: ({ name }) => (name === 'mention' ? { leafText: textOf } : {}),
});

/** Copied along with a piece of the document. */
function kept(attribute: string) {
  return {
    default: null,
    parseHTML: (element: HTMLElement) => element.getAttribute(attribute),
    renderHTML: (attributes: Record<string, unknown>) => ({
      [attribute]: textIn(attributes[attribute === 'data-mention' ? 'id' : 'label']),
    }),
  };
}
