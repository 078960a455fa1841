/**
 * What `/` offers: the kinds of lines an incident needs, found by typing. Each either changes the kind of the current
 * line, or inserts something at the caret; the line's stamp (who began it, when) stays with it.
 */
import type { Editor, Range } from '@tiptap/core';
import { Clock3, Code, Gavel, Heading, Image, List, ListPlus, ListTodo, Milestone } from 'lucide-react';
import type { ReactNode } from 'react';
import { score } from '../../ui/fuzzy.ts';
import { chooseFiles, type PasteWires } from '../attachments/paste.ts';
import type { Choice } from './choosing.ts';
import { stampOf } from '../lines/lines.ts';

interface Insertion {
  readonly title: string;
  readonly note: string;
  /** Other words by which someone may look for it. */
  readonly also: string;
  readonly keys?: string;
  readonly mark: ReactNode;
  readonly put: (editor: Editor, wires: PasteWires) => void;
}

const mark = { size: 16, 'aria-hidden': true } as const;

const INSERTIONS: readonly Insertion[] = [
  {
    title: 'Decision',
    note: 'what was decided',
    also: 'decide',
    mark: <Gavel {...mark} />,
    put: (editor) => become(editor, 'decision'),
  },
  {
    title: 'Task',
    note: 'a checkbox',
    also: 'check todo box',
    keys: '[] ',
    mark: <ListTodo {...mark} />,
    put: (editor) => void editor.chain().focus().toggleTaskList().run(),
  },
  {
    title: 'Image',
    note: 'or a file: choose, paste or drop it',
    also: 'picture photo graph screenshot file log',
    mark: <Image {...mark} />,
    put: chooseFiles,
  },
  {
    title: 'Time',
    note: 'server time, in UTC',
    also: 'now clock utc',
    keys: 'Ctrl ;',
    mark: <Clock3 {...mark} />,
    put: (editor, { serverNow }) =>
      void editor
        .chain()
        .focus()
        .insertContent({ type: 'text', text: timeText(serverNow()) })
        .run(),
  },
  {
    title: 'TL',
    note: 'adds it to the timeline',
    also: 'timeline log entry',
    keys: 'TL ',
    mark: <Milestone {...mark} />,
    put: (editor) => begin(editor, 'TL '),
  },
  {
    title: 'TODO',
    note: 'a follow-up for later',
    also: 'follow-up later',
    keys: 'TODO ',
    mark: <ListPlus {...mark} />,
    put: (editor) => begin(editor, 'TODO '),
  },
  {
    title: 'Heading',
    note: 'begins a part',
    also: 'title section h2',
    keys: '## ',
    mark: <Heading {...mark} />,
    put: (editor) => become(editor, 'heading', { level: 2 }),
  },
  {
    title: 'List',
    note: 'points',
    also: 'bullets points',
    keys: '- ',
    mark: <List {...mark} />,
    put: (editor) => void editor.chain().focus().toggleBulletList().run(),
  },
  {
    title: 'Code',
    note: 'commands, logs',
    also: 'log snippet shell',
    keys: '```',
    mark: <Code {...mark} />,
    put: (editor) => become(editor, 'codeBlock'),
  },
];

/** `03:31:02Z `, as Mod+; inserts it. */
export const timeText = (now: number): string => `${new Date(now).toISOString().slice(11, 19)}Z `;

export function insertions(
  query: string,
  range: Range,
  { editor, wires }: { readonly editor: Editor; readonly wires: PasteWires },
): readonly Choice[] {
  const run = (put: Insertion['put']) => (): void => {
    editor.view.dispatch(editor.state.tr.delete(range.from, range.to));
    put(editor, wires);
  };
  return found(query).map(({ put, ...choice }) => ({ ...choice, run: run(put) }));
}

/** By name first; by other words only where no name fits. */
export function found(query: string): ReadonlyArray<Insertion> {
  if (query === '') return INSERTIONS;
  const named = INSERTIONS.filter(({ title }) => title.toLowerCase().startsWith(query.toLowerCase()));
  const scored = INSERTIONS.flatMap((each) => {
    const points = score(`${each.title} ${each.also}`, query);
    return points === null || named.includes(each) ? [] : [{ each, points }];
  });
  return [...named, ...scored.toSorted((one, other) => other.points - one.points).map(({ each }) => each)];
}

function become(editor: Editor, type: string, attributes: object = {}): void {
  const { $from } = editor.state.selection;
  const stamp = stampOf($from.parent);
  const chain = editor.chain().focus();
  // Out of a list first: its items begin with a plain line.
  ($from.depth > 1 ? chain.clearNodes() : chain).setNode(type, { ...stamp, ...attributes }).run();
}

function begin(editor: Editor, words: string): void {
  const { $from } = editor.state.selection;
  if ($from.parent.textContent.startsWith(words)) return;
  editor.chain().focus().insertContentAt($from.start(), { type: 'text', text: words }).run();
}
