/**
 * A decision in the document: one line, with a mark that says so in a word and not only by its look. It records what
 * was decided beside the reasons; the commander's own decisions have their card.
 */
import { Node, mergeAttributes } from '@tiptap/core';
import styles from '../editor/blocks.module.css';

export const Decision = Node.create({
  name: 'decision',
  group: 'block',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'div[data-decision]', contentElement: 'p' }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    mergeAttributes({ 'data-decision': '', class: styles['decision'] ?? '' }, HTMLAttributes),
    ['span', { class: styles['decided'] ?? '', contenteditable: 'false' }, 'Decision'],
    ['p', 0],
  ],
  addKeyboardShortcuts() {
    return {
      /** At its beginning the mark is removed first, and the words stay. */
      Backspace: ({ editor }) => {
        const { empty, $from } = editor.state.selection;
        if (!empty || $from.parentOffset > 0 || $from.parent.type !== this.type) return false;
        return editor.commands.setNode('paragraph');
      },
    };
  },
});
