/**
 * The gutter: when a line was begun and by whom, shown only where the author or the minute changes, with the day where
 * another begins; and the mark of a line that is on the timeline. Drawn as decorations, so that nothing of it is in the document or in what is copied.
 * Typing inside a line changes none of it: the drawing is then only moved along, and only the changed blocks are asked
 * what they say. It is rebuilt when that has changed.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { isolated } from '../../../shared/isolated.ts';
import { promoted } from '../../../shared/timeline/rules.ts';
import { initials } from '../../ui/Avatar.tsx';
import { clockAndDay } from '../../ui/times.ts';
import { clockTime, dayKey, dayOf, zone } from '../../session/zone.ts';
import { today } from '../../ui/today.ts';
import { composed } from '../editor/composition.ts';
import { isEdited } from './edited.ts';
import { editedButton } from './edited-button.ts';
import { isLine, stampOf } from './lines.ts';
import { ALL, followView, isLong, nearTop, type Near } from './near.ts';

interface Drawn {
  readonly near: Near;
  readonly set: DecorationSet;
}

const key = new PluginKey<Drawn>('gutter');

export const Gutter = Extension.create({
  name: 'gutter',
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin<Drawn>({
        key,
        state: {
          init: (_config, { doc }) => drawn(doc, nearTop(doc.childCount)),
          apply: (change, present, before, { doc }) => {
            const moved = change.getMeta(key) as Near | undefined;
            if (moved !== undefined) return drawn(doc, moved);
            if (change.getMeta(composed) !== undefined) return drawn(doc, present.near);
            if (!change.docChanged) return present;
            // What others write arrives as a replacement of the whole text, through which no drawing can be moved
            // along.
            const fromOthers = change.getMeta(ySyncPluginKey) !== undefined;
            // What a composed word changes is drawn once it is finished: a mark put into its line would cut it.
            if (!fromOthers && (editor.view.composing || saysTheSame(before.doc, doc)))
              return { near: present.near, set: present.set.map(change.mapping, doc) };
            // The whole text comes at once when it is opened.
            return drawn(
              doc,
              isLong(doc.childCount) && !isLong(before.doc.childCount) ? nearTop(doc.childCount) : present.near,
            );
          },
        },
        view: (view) => {
          const nearIn = (state: EditorState): Near => key.getState(state)?.near ?? ALL;
          const move = ({ state }: EditorView, near: Near): void => view.dispatch(state.tr.setMeta(key, near));
          const followed = followView(view, { nearIn, move });
          const again = (): void => (view.composing ? undefined : move(view, nearIn(view.state)));
          const stops = [zone.subscribe(again), today.subscribe(again)];
          return {
            ...followed,
            destroy: () => {
              for (const stop of stops) stop();
              followed.destroy?.();
            },
          };
        },
        props: { decorations: (state) => key.getState(state)?.set },
      }),
    ];
  },
});

/** Calls with each line that has a stamp. */
function eachLine(parent: Node, visit: (line: Node, position: number) => void): void {
  parent.descendants((node, position) => {
    if (!isLine(node)) return true;
    if (stampOf(node).at !== null) visit(node, position);
    return false;
  });
}

function eachLineNear(doc: Node, { from, to }: Near, visit: (line: Node, position: number) => void): void {
  doc.forEach((block, offset, at) => {
    if (at < from || at >= to) return;
    if (!isLine(block)) eachLine(block, (line, position) => visit(line, offset + 1 + position));
    else if (stampOf(block).at !== null) visit(block, offset);
  });
}

const entryMark = (line: Node): string =>
  promoted(line.textContent).kind === 'follow-up' ? 'follow-up' : 'on the timeline';

/**
 * Own changes leave every other block the very same object, so only those between the two ends can say something else.
 */
function saysTheSame(before: Node, after: Node): boolean {
  const most = Math.min(before.childCount, after.childCount);
  let start = 0;
  while (start < most && before.child(start) === after.child(start)) start += 1;
  let end = 0;
  while (end < most - start && before.child(before.childCount - 1 - end) === after.child(after.childCount - 1 - end))
    end += 1;
  return sayingOf(before, start, before.childCount - end) === sayingOf(after, start, after.childCount - end);
}

function sayingOf(doc: Node, from: number, to: number): string {
  const words: string[] = [];
  const say = (line: Node): void => {
    const { line: id, entry } = stampOf(line);
    words.push(`${id ?? ''} ${entry === null ? '' : `${entryMark(line)} ${isEdited(line)}`}`);
  };
  for (let at = from; at < to; at += 1) {
    const block = doc.child(at);
    if (!isLine(block)) eachLine(block, say);
    else if (stampOf(block).at !== null) say(block);
  }
  return words.join('\n');
}

function drawn(doc: Node, near: Near): Drawn {
  const decorations: Decoration[] = [];
  let said = '';
  let day = today.get();
  eachLineNear(doc, near, (line, position) => {
    const { at, by, byName, entry, line: id } = stampOf(line);
    const time = at ?? '';
    const minute = `${by ?? ''} ${time.slice(0, 16)}`;
    const attributes: Record<string, string> = {};
    if (minute !== said)
      Object.assign(attributes, {
        'data-at': clockTime(time),
        'data-by': initials(byName ?? '?'),
        title: `${isolated(byName ?? 'someone')}, ${clockAndDay(time, today.get(), 'seconds')}`,
      });
    // The first line of another day than the one before it, or than today, says so above its time.
    if (dayKey(time) !== day) attributes['data-day'] = dayOf(time);
    day = dayKey(time);
    const edited = entry !== null && isEdited(line);
    if (edited && line.isTextblock)
      decorations.push(
        Decoration.widget(position + line.nodeSize - 1, () => editedButton(id ?? ''), {
          side: 1,
          key: `edited ${id ?? ''}`,
          stopEvent: () => true,
          ignoreSelection: true,
        }),
      );
    else if (entry !== null) attributes['data-entry'] = edited ? 'edited after promotion' : entryMark(line);
    // Only where there is something to show: the view looks through all of them for each line that it draws.
    if (Object.keys(attributes).length > 0)
      decorations.push(Decoration.node(position, position + line.nodeSize, attributes));
    said = minute;
  });
  return { near, set: DecorationSet.create(doc, decorations) };
}
