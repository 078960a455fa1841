/** The keys about tasks, and everything that can be done about your own, for the palette. `g t` belongs to the room. */
import { useRoom, useYou } from '../session/hooks.ts';
import { useKeys, type Key } from '../ui/keys.ts';
import { FORMS, tasksDialog } from './screen.ts';
import { step } from './selection.ts';
import { another, ownTasks, useCommands } from './standing.ts';
import { sample, useTaskActs, type Act } from './useTaskActs.ts';

const OWN: ReadonlyArray<{ readonly act: Act; readonly key?: string; readonly does: string; readonly also: string }> = [
  { act: 'done', key: 'e', does: 'My task is done', also: 'finish complete ready close' },
  { act: 'more-time', key: 'm', does: 'More time for my task', also: 'extend minutes estimate longer' },
  { act: 'report', key: 'c', does: 'Report on my task: condition, actions, needs', also: 'CAN status sitrep' },
  { act: 'block', does: 'My task is blocked', also: 'stuck need waiting' },
  { act: 'decline', does: 'Decline my task', also: 'no cannot refuse give back' },
  { act: 'pass-on', does: 'Reassign my task', also: 'pass on hand over somebody else' },
];

export function useTaskKeys(): void {
  const you = useYou();
  const commands = useCommands();
  const mine = useRoom((room) => ownTasks(room, you)[0]?.id);
  const other = useRoom((room) => another(room, you));
  const acts = useTaskActs();
  useKeys([
    {
      key: 't',
      does: commands ? 'Assign a task' : 'Take a task',
      also: 'give delegate somebody do timebox',
      command: { type: 'tasks.take', data: { what: '-', minutes: 10 } },
      drafts: FORMS.assign,
      run: () => tasksDialog.open({ open: 'assign' }),
    },
    ...OWN.map(({ act, key, does, also }): Key => ({
      ...(key === undefined ? {} : { key }),
      does,
      also,
      command: mine === undefined ? { type: 'tasks.done', data: {} } : sample(act, mine, other ?? ''),
      run: () => acts(act),
    })),
    { key: 'j', does: 'Next row', also: 'tasks down', run: () => step(1) },
    { key: 'k', does: 'Previous row', also: 'tasks up', run: () => step(-1) },
  ]);
}
