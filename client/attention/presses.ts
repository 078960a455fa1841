/**
 * What the one button of each owed item does: a command with a plain yes, or opening the place where it is answered. This is one
 * of the two places that know several panels; it opens them, and draws nothing of theirs.
 */
import { openAsks } from '../asks/screen.ts';
import { openDecisions } from '../decisions/screen.ts';
import { openFloor } from '../floor/screen.ts';
import { openIncident } from '../incident/screen.ts';
import { openTasks } from '../tasks/screen.ts';
import { openTeams } from '../teams/screen.ts';
import { openUpdates } from '../updates/screen.ts';
import type { Owed } from './owed.ts';

export interface Press {
  readonly verb: string;
  readonly type?: string;
  readonly data?: object;
  readonly opens?: () => void;
  /** Where the one button would be untrue as often as not: what else is as good an answer. */
  readonly or?: readonly Press[];
}

/** Set by the room: brings a pane to the front and the focus into it. */
let goTo: (pane: 'now' | 'talk' | 'crew') => void = () => undefined;
export const learnTheWay = (way: typeof goTo): void => void (goTo = way);
export const showNow = (): void => goTo('now');

/** What cannot be taken back is never one press: finishing, a go for a station, a decision each open their window. */
export function pressOf(item: Owed): Press {
  switch (item.kind) {
    case 'offer':
      return { verb: 'Read and answer', opens: () => openFloor('receive') };
    case 'challenge':
      return { verb: 'I am here', type: 'floor.present' };
    case 'confirm':
      return { verb: 'I have command', type: 'floor.confirm' };
    case 'hear':
      return { verb: 'Heard', type: 'decisions.hear', data: { text: item.text } };
    case 'station':
      return { verb: 'Go or no-go', opens: showNow };
    case 'chased':
    case 'over':
      return finished(item.task);
    case 'acknowledge':
      return { verb: 'Acknowledge', type: 'tasks.acknowledge', data: { task: item.task } };
    case 'decide':
      return { verb: 'Decide', opens: () => openDecisions('decide') };
    case 'update':
      return { verb: 'Write it', opens: () => openUpdates({ open: 'write', audience: item.audience }) };
    case 'ask':
    case 'ask-seen':
      return { verb: 'Answer', opens: () => openAsks({ open: 'answer', ask: item.ask }) };
    case 'approve':
      return { verb: 'Review', opens: () => openUpdates({ open: 'review', draft: item.draft }) };
    case 'request':
      return { verb: 'Answer', opens: showNow };
    case 'unanswered':
      return item.asked ? passOn(item.task) : { verb: 'Ask now', type: 'tasks.chase', data: { task: item.task } };
    // What they need is the next task for somebody: the composer asks for whom.
    case 'blocked':
      return {
        verb: 'Find help',
        opens: () => openTasks({ open: 'assign', sentence: `help with ${item.what}: ${item.need}` }),
      };
    case 'declined':
      return passOn(item.task);
    case 'late':
      return { verb: 'Ask: finished?', type: 'tasks.chase', data: { task: item.task } };
    case 'severity':
      return {
        verb: `Set SEV${item.severity}`,
        opens: () => openIncident({ open: 'severity', severity: item.severity, why: item.why }),
      };
    case 'seat':
      return { verb: 'Accept', type: 'crew.accept', data: { role: item.role } };
    case 'volunteer':
      return { verb: 'Say yes', type: 'crew.assign', data: { role: item.role, person: item.person } };
    case 'team':
      return { verb: 'Look again', opens: () => openTeams({ open: 'change', team: item.team }) };
    case 'relief':
      return { verb: 'I can', type: 'floor.offer-relief' };
  }
}

const answer = (verb: string, open: 'done' | 'more-time' | 'block', task: string): Press => ({
  verb,
  opens: () => openTasks({ open, task }),
});
const finished = (task: string): Press => ({
  ...answer('Done', 'done', task),
  or: [answer('More time', 'more-time', task), answer('Blocked', 'block', task)],
});
const passOn = (task: string): Press => ({
  verb: 'Choose somebody else',
  opens: () => openTasks({ open: 'pass-on', task }),
});
