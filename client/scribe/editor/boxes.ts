/**
 * `- [ ] ` makes a task, as `[] ` does: the dash has made a list item by the time that the box is typed, so that what it
 * changes is an item, in the way in which the command does it.
 */
import { Extension, InputRule } from '@tiptap/core';

const BOX = /^\[([ x])?\]\s$/i;

export const Boxes = Extension.create({
  name: 'boxes',
  // Before the rule for a plain line, which finds nothing to wrap here.
  priority: 200,
  addInputRules: () => [
    new InputRule({
      find: BOX,
      handler: ({ state, range, match, chain }) => {
        const at = state.doc.resolve(range.from);
        const isItem = at.depth > 2 && at.node(-1).type.name === 'listItem' && at.index(-1) === 0;
        if (!isItem || at.node(-2).type.name !== 'bulletList') return null;
        const isTicked = match[1]?.toLowerCase() === 'x';
        chain().deleteRange(range).toggleTaskList().updateAttributes('taskItem', { checked: isTicked }).run();
        return undefined;
      },
    }),
  ],
});
