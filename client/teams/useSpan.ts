/**
 * Who reports straight to the commander, and what the screen makes of their number: calm, marked, or asking for a team.
 */
import { useMemo } from 'react';
import { seatName } from '../../shared/crew/sentences.ts';
import { isResponder, seatsOf } from '../../shared/standing.ts';
import { span, SPAN_PROMPT, SPAN_SPLIT } from '../../shared/teams/span.ts';
import type { RoomState } from '../../shared/room.ts';
import { useRoom } from '../session/hooks.ts';

export interface SpanReading {
  readonly people: readonly string[];
  readonly level: 'calm' | 'wide' | 'split';
}

export function useSpan(): SpanReading {
  const room = useRoom((whole) => whole);
  return useMemo(() => {
    const people = span(room);
    return { people, level: people.length >= SPAN_SPLIT ? 'split' : people.length >= SPAN_PROMPT ? 'wide' : 'calm' };
  }, [room]);
}

/** Everyone who could lead or join a team, in the order in which they joined. */
export function useTeamable(): readonly string[] {
  const room = useRoom((whole) => whole);
  return useMemo(
    () => Object.keys(room.crew.members).filter((person) => person !== room.floor.holder && isResponder(room, person)),
    [room],
  );
}

/** What a person has already: roles, open tasks, a team. Empty: nothing yet. */
export function hasAlready(room: RoomState, person: string): string {
  const seats = seatsOf(room, person).map(({ role, area }) =>
    area === null ? seatName(role) : `${seatName(role)} (${area})`,
  );
  const tasks = room.tasks.tasks
    .filter((task) => task.owner === person && task.endedAt === null)
    .map((task) => task.what);
  const teams = room.teams.teams.flatMap((team) =>
    team.leader === person ? [`leads ${team.name}`] : team.members.includes(person) ? [`in ${team.name}`] : [],
  );
  return [...seats, ...teams, ...tasks].join(' · ');
}
