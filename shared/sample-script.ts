/**
 * What the three people of the sample incident do, cue by cue: an incident from its declaration over a task, an update
 * and a handoff of command to its close, in about two minutes. Each cue reads the room as it is then, so that a person
 * who takes part changes what follows; a cue that no longer fits is left out. Pure.
 */
import type { RoomCommand } from './commands.ts';
import type { RoomState } from './room.ts';
import { CAST, SAMPLE_TITLE, type Part } from './sample.ts';

type Said = RoomCommand & { readonly epoch?: number };

export interface Cue {
  /** Seconds after the cue before. */
  readonly after: number;
  readonly by: Part;
  /** Null: nothing to do here now. `now` in milliseconds. */
  readonly says: (room: RoomState, now: number) => Said | null;
}

export const DECLARATION = {
  title: SAMPLE_TITLE,
  severity: 3,
  kind: 'drill',
  impact: 'Some card payments in the EU are refused',
} as const;

const NEXT_UPDATE_MS = 15 * 60_000;

/** A commander's act, with the epoch of the command that is held now. */
const commands =
  (said: (room: RoomState, now: number) => RoomCommand | null): Cue['says'] =>
  (room, now) => {
    const command = said(room, now);
    return command === null ? null : { ...command, epoch: room.floor.epoch };
  };
const does =
  (command: RoomCommand): Cue['says'] =>
  () =>
    command;
const note = (text: string): Cue['says'] => does({ type: 'timeline.note', data: { text } });
const assigns = (to: Part, what: string, minutes: number): Cue['says'] =>
  commands(() => ({ type: 'tasks.assign', data: { to: CAST[to].id, what, minutes } }));
const knows = (known: string, plan: string): Cue['says'] =>
  commands(({ incident }) => ({ type: 'incident.set-now', data: { known, plan, seen: incident.now.version } }));
const updates = (text: string): Cue['says'] =>
  commands((_room, now) => ({
    type: 'updates.post',
    data: { audience: 'internal', text, nextAt: new Date(now + NEXT_UPDATE_MS).toISOString() },
  }));
const becomes = (status: 'identified' | 'mitigated' | 'resolved', why: string): Cue['says'] =>
  commands(() => ({ type: 'incident.set-status', data: { status, why } }));

const accepts: Cue['says'] = ({ floor: { offer } }) =>
  offer === null
    ? null
    : {
        type: 'floor.accept',
        data: { offerId: offer.id, readBack: 'First thing I’ll do: watch the error rate for ten minutes', taken: [] },
      };

const closes = commands(({ incident }) => ({
  type: 'incident.close',
  data: {
    waived: (incident.now.exitCriteria?.value ?? []).flatMap(({ id, met }) =>
      met ? [] : [{ criterion: id, why: 'The sample is over' }],
    ),
  },
}));

export const SCRIPT: readonly Cue[] = [
  { after: 2, by: 'ana', says: commands(() => ({ type: 'floor.confirm', data: {} })) },
  { after: 4, by: 'bob', says: note('Errors on card payments began at 03:12, right after deploy 812') },
  { after: 4, by: 'kim', says: does({ type: 'timeline.say', data: { text: '31 support tickets, all from the EU' } }) },
  {
    after: 4,
    by: 'ana',
    says: commands(() => ({
      type: 'incident.set-severity',
      data: { severity: 2, why: 'Many customers can’t pay', impact: 'About 40 % of EU card payments fail' },
    })),
  },
  { after: 5, by: 'ana', says: assigns('bob', 'Roll back deploy 812', 10) },
  { after: 4, by: 'bob', says: does({ type: 'tasks.acknowledge', data: {} }) },
  { after: 4, by: 'ana', says: assigns('kim', 'Check the payment replicas', 5) },
  { after: 4, by: 'kim', says: does({ type: 'tasks.acknowledge', data: {} }) },
  { after: 5, by: 'ana', says: knows('Started with deploy 812', 'Roll back 812, then watch the error rate') },
  { after: 3, by: 'ana', says: becomes('identified', 'Deploy 812 changed the payment client') },
  {
    after: 6,
    by: 'ana',
    says: updates('EU card payments fail since 03:12. We are rolling back. Next update in 15 min.'),
  },
  { after: 6, by: 'kim', says: does({ type: 'tasks.done', data: { result: 'All replicas answer, lag under 1 s' } }) },
  { after: 5, by: 'bob', says: note('Rollback of 812 is at 60 % of the servers') },
  {
    after: 6,
    by: 'bob',
    says: does({ type: 'tasks.done', data: { result: 'Rolled back. Errors fell from 40 % to 3 %' } }),
  },
  { after: 4, by: 'ana', says: becomes('mitigated', 'Error rate at 3 % and falling') },
  {
    after: 5,
    by: 'ana',
    says: commands(() => ({
      type: 'floor.offer',
      data: {
        to: CAST.kim.id,
        brief: { trend: 'better', ifThen: ['If errors go over 5 % again, fail over to eu-2'], why: 'shift' },
      },
    })),
  },
  { after: 8, by: 'kim', says: accepts },
  { after: 3, by: 'ana', says: does({ type: 'floor.relieved', data: {} }) },
  { after: 6, by: 'bob', says: note('Error rate under 0.5 % for five minutes') },
  { after: 5, by: 'kim', says: updates('EU card payments work again. We are watching. Next update in 15 min.') },
  { after: 6, by: 'kim', says: becomes('resolved', 'Error rate is normal') },
  { after: 8, by: 'kim', says: closes },
];

/** How the sample ends before its time: whoever of the cast has command closes the room. Null: a person has it. */
export function endOf(room: RoomState): { readonly by: Part; readonly says: Said } | null {
  const by = (Object.keys(CAST) as Part[]).find((part) => CAST[part].id === room.floor.holder);
  const says = closes(room, 0);
  return by === undefined || says === null ? null : { by, says };
}
