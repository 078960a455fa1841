/**
 * Who owes an answer to a question: the commander to their queue, the person it was forwarded to; comms see the queue
 * too, last of all, because they may answer. Asks share one line, however many wait.
 */
import { queueOf } from '../../shared/asks/queue.ts';
import type { Ask } from '../../shared/asks/words.ts';
import type { RoomState } from '../../shared/room.ts';
import { holdsSeat } from '../../shared/standing.ts';
import { nameOf, type Owed, type Owes } from '../attention/owed.ts';
import { asksDialog, FORMS } from './screen.ts';

export const owed: Owes = (room, you) => {
  const queue = queueOf(room.asks).filter((ask) => ask.by !== you);
  const handed = room.asks.open.filter(
    (ask) => ask.status === 'handed' && ask.handedTo === you && !queue.includes(ask),
  );
  if (room.floor.holder === you) return together('ask', [...queue, ...handed], room);
  const comms = holdsSeat(room, you, ['comms-internal', 'comms-external']);
  return [...together('ask', handed, room), ...(comms ? together('ask-seen', queue, room) : [])];
};

/** Overdue ones first: they were promised. */
function together(kind: 'ask' | 'ask-seen', asks: readonly Ask[], room: RoomState): readonly Owed[] {
  const first = asks.find((ask) => ask.overdue) ?? asks[0];
  if (first === undefined) return [];
  const { id, by, text, at, overdue, status } = first;
  const several = asks.length === 1 ? '' : `${asks.length} questions waiting. `;
  const asking = overdue ? 'is still waiting for an answer' : 'asks';
  return [
    {
      id: `${kind}.${id}.${status}`,
      ...(kind === 'ask' ? { pressure: 'stuck', urgent: overdue } : { pressure: 'anyone' }),
      words: [`${several}${nameOf(room, by)} ${asking}: ${text} (`, { ago: at }, ')'],
      press: { verb: 'Answer', drafts: FORMS.answer(id), opens: () => asksDialog.open({ open: 'answer', ask: id }) },
    },
  ];
}
