/**
 * Answers that are owed: a response to a decision while its time runs, the decision itself when time is up, an answer
 * to a question. Asks share one line, however many wait.
 */
import { queueOf } from '../../shared/asks/queue.ts';
import type { Ask } from '../../shared/asks/words.ts';
import { sitsAt } from '../../shared/decisions/stations.ts';
import type { RoomState } from '../../shared/room.ts';
import { holdsSeat, isResponder } from '../../shared/standing.ts';
import type { Owed } from './owed.ts';

export function answersOwed(room: RoomState, you: string, now: number): readonly Owed[] {
  return [...decisionOwed(room, you, now), ...asksOwed(room, you), ...suggestionOwed(room, you)];
}

function decisionOwed(room: RoomState, you: string, now: number): readonly Owed[] {
  const { running } = room.decisions;
  if (running === null) return [];
  const { id, text, until, windowClosed, stations, heard, objections } = running;
  // Whichever clock says so first, as the card does.
  if (windowClosed || Date.parse(until) <= now)
    return room.floor.holder === you ? [{ kind: 'decide', id: `decide.${id}.${until}`, text, until }] : [];
  if (stations !== null) {
    const mine = stations.some(({ role, answer }) => answer === null && sitsAt(room, you, role));
    return mine ? [{ kind: 'station', id: `station.${id}.${until}`, text, until }] : [];
  }
  const said = heard.includes(you) || objections.some((each) => each.by === you && each.text === text);
  return said || room.floor.holder === you || !isResponder(room, you)
    ? []
    : [{ kind: 'hear', id: `hear.${id}.${until}`, text, until }];
}

/**
 * The commander's queue; for the person an ask was forwarded to, theirs; comms see it, more quietly, because they may
 * answer too.
 */
function asksOwed(room: RoomState, you: string): readonly Owed[] {
  const queue = queueOf(room.asks).filter((ask) => ask.by !== you);
  const handed = room.asks.open.filter(
    (ask) => ask.status === 'handed' && ask.handedTo === you && !queue.includes(ask),
  );
  if (room.floor.holder === you) return together('ask', [...queue, ...handed]);
  const comms = holdsSeat(room, you, ['comms-internal', 'comms-external']);
  return [...together('ask', handed), ...(comms ? together('ask-seen', queue) : [])];
}

/** Overdue ones first: they were promised. */
function together(kind: 'ask' | 'ask-seen', asks: readonly Ask[]): readonly Owed[] {
  const first = asks.find((ask) => ask.overdue) ?? asks[0];
  if (first === undefined) return [];
  return [
    {
      kind,
      id: `${kind}.${first.id}.${first.status}`,
      ask: first.id,
      by: first.by,
      text: first.text,
      at: first.at,
      overdue: first.overdue,
      count: asks.length,
    },
  ];
}

function suggestionOwed({ incident, floor }: RoomState, you: string): readonly Owed[] {
  const open = incident.suggestions.find(({ answered }) => !answered);
  if (floor.holder !== you || open === undefined) return [];
  return [
    { kind: 'severity', id: `severity.${open.by}.${open.at}`, severity: open.severity, by: open.by, why: open.why },
  ];
}
