/**
 * The gutter: when a line was begun and by whom, shown only where the author or the minute changes; and the mark of a line that
 * stands on the timeline. Drawn as decorations, so that nothing of it is in the document or in what is copied.
 *
 * Typing inside a line changes none of it: the drawing is then only moved along. It is made anew when what it would say has changed.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { initials } from '../ui/Avatar.tsx';
import { clockTime } from '../ui/times.ts';
import { LINE_TYPES, stampOf } from './lines.ts';

interface Drawing {
  /** All that the drawing says, in one text: two drawings that say the same are the same. */
  readonly says: string;
  readonly set: DecorationSet;
}

const key = new PluginKey<Drawing>('gutter');

export const Gutter = Extension.create({
  name: 'gutter',
  addProseMirrorPlugins() {
    return [
      new Plugin<Drawing>({
        key,
        state: {
          init: (_config, { doc }) => draw(doc),
          apply: (change, present, _before, { doc }) => {
            if (!change.docChanged) return present;
            // What others write arrives as a replacement of the whole text, through which no drawing can be moved along.
            const fromOthers = change.getMeta(ySyncPluginKey) !== undefined;
            return !fromOthers && sayingOf(doc) === present.says ? { says: present.says, set: present.set.map(change.mapping, doc) } : draw(doc);
          },
        },
        props: { decorations: (state) => key.getState(state)?.set },
      }),
    ];
  },
});

/** Calls with each line that has a stamp. */
function eachLine(doc: Node, visit: (line: Node, position: number) => void): void {
  doc.descendants((node, position) => {
    if (!LINE_TYPES.includes(node.type.name)) return true;
    if (stampOf(node).at !== null) visit(node, position);
    return false;
  });
}

const entryMark = (line: Node): string => (line.textContent.startsWith('TODO ') ? 'follow-up' : 'on the timeline');

function sayingOf(doc: Node): string {
  const words: string[] = [];
  eachLine(doc, (line) => {
    const stamp = stampOf(line);
    words.push(`${stamp.line ?? ''} ${stamp.entry === null ? '' : entryMark(line)}`);
  });
  return words.join('\n');
}

function draw(doc: Node): Drawing {
  const decorations: Decoration[] = [];
  let said = '';
  eachLine(doc, (line, position) => {
    const { at, by, byName, entry } = stampOf(line);
    const time = at ?? '';
    const minute = `${by ?? ''} ${time.slice(0, 16)}`;
    const attributes: Record<string, string> = {};
    if (minute !== said) Object.assign(attributes, { 'data-at': clockTime(time), 'data-by': initials(byName ?? '?'), title: `${byName ?? 'somebody'}, ${clockTime(time, 'seconds')}` });
    if (entry !== null) attributes['data-entry'] = entryMark(line);
    // Only where there is something to show: the view looks through all of them for each line that it draws.
    if (minute !== said || entry !== null) decorations.push(Decoration.node(position, position + line.nodeSize, attributes));
    said = minute;
  });
  return { says: sayingOf(doc), set: DecorationSet.create(doc, decorations) };
}
