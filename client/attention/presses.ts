/**
 * What the one button of each owed item does: a command with a plain yes, or opening the place where it is answered.
 * This is one of the two places that know several panels; it opens them and draws nothing of theirs.
 */
import type { RoomCommand } from '../../shared/commands.ts';
import { asksDialog } from '../asks/screen.ts';
import { decisionsDialog } from '../decisions/screen.ts';
import { floorDialog } from '../floor/screen.ts';
import { incidentDialog } from '../incident/screen.ts';
import { tasksDialog } from '../tasks/screen.ts';
import { teamsDialog } from '../teams/screen.ts';
import { updatesDialog } from '../updates/screen.ts';
import type { Owed, OwedKind } from './owed.ts';

export interface Press {
  readonly verb: string;
  readonly command?: RoomCommand;
  readonly opens?: () => void;
  /** Where one button would be wrong as often as not: the other likely answers. */
  readonly or?: readonly Press[];
}

/** Set by the room: brings a pane to the front and the focus into it. */
let goTo: (pane: 'now' | 'talk' | 'crew') => void = () => undefined;
export const learnTheWay = (way: typeof goTo): void => void (goTo = way);
const showNow = (): void => goTo('now');

const answer = (verb: string, open: 'done' | 'more-time' | 'block', task: string): Press => ({
  verb,
  opens: () => tasksDialog.open({ open, task }),
});
const finished = ({ task }: { readonly task: string }): Press => ({
  ...answer('Done', 'done', task),
  or: [answer('More time', 'more-time', task), answer('Blocked', 'block', task)],
});
const passOn = ({ task }: { readonly task: string }): Press => ({
  verb: 'Reassign',
  opens: () => tasksDialog.open({ open: 'pass-on', task }),
});
const reply = ({ ask }: { readonly ask: string }): Press => ({
  verb: 'Answer',
  opens: () => asksDialog.open({ open: 'answer', ask }),
});
const chase = (verb: string, task: string): Press => ({ verb, command: { type: 'tasks.chase', data: { task } } });

type Presses = { readonly [Kind in OwedKind]: (item: Extract<Owed, { readonly kind: Kind }>) => Press };

/** What cannot be undone is never one press: finishing, a go for a role and a decision each open their window. */
const PRESSES: Presses = {
  offer: () => ({ verb: 'Read and answer', opens: () => floorDialog.open({ open: 'receive' }) }),
  challenge: () => ({ verb: 'I’m here', command: { type: 'floor.present', data: {} } }),
  confirm: () => ({ verb: 'I have command', command: { type: 'floor.confirm', data: {} } }),
  hear: ({ text }) => ({ verb: 'Heard', command: { type: 'decisions.hear', data: { text } } }),
  station: () => ({ verb: 'Go or no-go', opens: showNow }),
  chased: finished,
  over: finished,
  acknowledge: ({ task }) => ({ verb: 'Acknowledge', command: { type: 'tasks.acknowledge', data: { task } } }),
  decide: () => ({ verb: 'Decide', opens: () => decisionsDialog.open({ open: 'decide' }) }),
  update: ({ audience }) => ({ verb: 'Write update', opens: () => updatesDialog.open({ open: 'write', audience }) }),
  ask: reply,
  'ask-seen': reply,
  approve: ({ draft }) => ({ verb: 'Review', opens: () => updatesDialog.open({ open: 'review', draft }) }),
  request: () => ({ verb: 'Answer', opens: showNow }),
  unanswered: (item) => (item.asked ? passOn(item) : chase('Ask now', item.task)),
  // What they need is the next task for someone: the composer asks who.
  blocked: ({ what, need }) => ({
    verb: 'Find help',
    opens: () => tasksDialog.open({ open: 'assign', sentence: `help with ${what}: ${need}` }),
  }),
  declined: passOn,
  late: ({ task }) => chase('Ask for status', task),
  severity: ({ severity, why }) => ({
    verb: `Set SEV${severity}`,
    opens: () => incidentDialog.open({ open: 'severity', severity, why }),
  }),
  seat: ({ role }) => ({ verb: 'Accept', command: { type: 'crew.accept', data: { role } } }),
  volunteer: ({ role, person }) => ({ verb: 'Assign', command: { type: 'crew.assign', data: { role, person } } }),
  team: ({ team }) => ({ verb: 'Open team', opens: () => teamsDialog.open({ open: 'change', team }) }),
  relief: () => ({ verb: 'I can', command: { type: 'floor.offer-relief', data: {} } }),
};

export function pressOf(item: Owed): Press {
  // Each row is exact in the table; here an item is known by its kind alone.
  return (PRESSES[item.kind] as (item: Owed) => Press)(item);
}
