/**
 * The gutter: when a line was begun and by whom, shown only where the author or the minute changes; and the mark of a line that
 * stands on the timeline. Drawn as decorations, so that nothing of it is in the document or in what is copied.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { clockTime } from '../ui/times.ts';
import { LINE_TYPES, stampOf } from './lines.ts';

const key = new PluginKey<DecorationSet>('gutter');

export const Gutter = Extension.create({
  name: 'gutter',
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => drawn(doc),
          apply: (transaction, present, _before, { doc }) => (transaction.docChanged || transaction.getMeta(key) !== undefined ? drawn(doc) : present),
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ];
  },
});

function drawn(doc: Node): DecorationSet {
  const decorations: Decoration[] = [];
  let said = '';
  doc.descendants((node, position) => {
    if (!LINE_TYPES.includes(node.type.name)) return true;
    const { at, by, byName, entry } = stampOf(node);
    if (at === null) return false;
    const minute = `${by ?? ''} ${at.slice(0, 16)}`;
    const attributes: Record<string, string> = { 'data-line': '', title: `${byName ?? 'somebody'}, ${clockTime(at, 'seconds')}` };
    if (minute !== said) Object.assign(attributes, { 'data-at': clockTime(at), 'data-by': (byName ?? '').split(' ')[0] ?? '' });
    if (entry !== null) attributes['data-entry'] = node.textContent.startsWith('TODO ') ? 'follow-up' : 'on the timeline';
    decorations.push(Decoration.node(position, position + node.nodeSize, attributes));
    said = minute;
    return false;
  });
  return DecorationSet.create(doc, decorations);
}
