/**
 * What speaks against a running decision: what was said, and who has not responded. Readings only, for the rules and
 * the screens. Always words and names, never a number: a decision is the commander's, not a vote.
 */
import { isResponder, type SeesStanding } from '../standing.ts';
import type { MadeDecision, Objection, RunningDecision } from './words.ts';

type Kept = MadeDecision['objections'][number];

/** Strong objections and no-gos to the present wording. */
export function standingObjections({
  text,
  objections,
  stations,
}: RunningDecision): ReadonlyArray<Pick<Objection, 'by' | 'why'>> {
  const noGos = (stations ?? []).flatMap(({ answer }) =>
    answer === null || answer.go ? [] : [{ by: answer.by, why: answer.why ?? '' }],
  );
  // A person who answers for two roles said it once.
  const apart = noGos.filter(
    (each, place) => noGos.findIndex((other) => other.by === each.by && other.why === each.why) === place,
  );
  return [...objections.filter((each) => each.text === text), ...apart];
}

/** Everything that was said against it, earlier wordings included: what the outcome keeps. */
export function allObjections(running: RunningDecision): readonly Kept[] {
  const kind = running.stations === null ? {} : { noGo: true as const };
  const earlier = running.objections
    .filter((each) => each.text !== running.text)
    .map(({ by, why, text }) => ({ by, why, earlier: text, ...kind }));
  return [...earlier, ...standingObjections(running).map(({ by, why }) => ({ by, why, ...kind }))];
}

/** What people call it. */
export const kindOfObjection = ({ noGo }: Pick<Kept, 'noGo'>): string => (noGo === true ? 'no-go' : 'objection');

/** The roles that have not answered. */
export function missingStations({ stations }: RunningDecision): readonly string[] {
  return (stations ?? []).filter(({ answer }) => answer === null).map(({ role }) => role);
}

/** A go/no-go in which every role said go: nothing is left to wait for. */
export function everyStationGoes({ stations }: RunningDecision): boolean {
  return stations !== null && stations.every(({ answer }) => answer?.go === true);
}

/** To proceed over an objection, a no-go or a missing role takes a reason. */
export function needsReason(running: RunningDecision): boolean {
  return standingObjections(running).length > 0 || missingStations(running).length > 0;
}

/** What this person said to the present wording; null: nothing yet. */
export function saidBy(running: RunningDecision, person: string): Objection | 'heard' | null {
  const objection = running.objections.findLast((each) => each.by === person && each.text === running.text);
  return objection ?? (running.heard.includes(person) ? 'heard' : null);
}

/** Of the people who are here, those who are asked and have said nothing yet: responders, but not the commander. */
export function silentOf(running: RunningDecision, room: SeesStanding, here: readonly string[]): readonly string[] {
  return here.filter(
    (person) => person !== room.floor.holder && isResponder(room, person) && saidBy(running, person) === null,
  );
}
