/**
 * What this person owes the room now, the most pressing first. A reading of the folded state, so it is the same on each
 * of their devices, and an item disappears when anyone has dealt with it.
 */
import type { Severity } from '../../shared/incident/words.ts';
import type { RoomState } from '../../shared/room.ts';
import { isResponder } from '../../shared/standing.ts';
import type { Audience } from '../../shared/updates/words.ts';
import { answersOwed } from './owed-answers.ts';
import { updatesOwed } from './owed-updates.ts';
import { workOwed } from './owed-work.ts';

interface Asks {
  readonly ask: string;
  readonly by: string;
  readonly text: string;
  readonly at: string;
  readonly overdue: boolean;
  /** How many wait, this one included. */
  readonly count: number;
}

/** By its kind: what it says. `at` is when it began, `until` and `dueAt` when its time is over. */
interface Facts {
  readonly offer: { readonly from: string; readonly until: string };
  readonly challenge: { readonly by: string; readonly until: string };
  readonly confirm: object;
  readonly hear: { readonly text: string; readonly until: string };
  readonly station: { readonly text: string; readonly until: string };
  readonly chased: { readonly task: string; readonly what: string; readonly at: string };
  readonly acknowledge: {
    readonly task: string;
    readonly what: string;
    readonly by: string;
    readonly minutes: number;
    readonly at: string;
  };
  readonly decide: { readonly text: string; readonly until: string };
  readonly update: { readonly audience: Audience; readonly until: string; readonly late: boolean };
  readonly over: { readonly task: string; readonly what: string; readonly dueAt: string };
  readonly ask: Asks;
  readonly approve: { readonly draft: string; readonly by: string; readonly at: string };
  readonly request: { readonly by: string; readonly at: string };
  /** `asked`: someone has asked them since, and they are still silent. */
  readonly unanswered: {
    readonly task: string;
    readonly owner: string;
    readonly what: string;
    readonly at: string;
    readonly asked: boolean;
  };
  readonly blocked: { readonly task: string; readonly owner: string; readonly what: string; readonly need: string };
  readonly declined: { readonly task: string; readonly owner: string; readonly what: string; readonly why: string };
  readonly late: { readonly task: string; readonly owner: string; readonly what: string; readonly dueAt: string };
  readonly severity: { readonly severity: Severity; readonly by: string; readonly why: string };
  readonly seat: { readonly role: string; readonly at: string };
  readonly volunteer: { readonly role: string; readonly person: string; readonly at: string };
  readonly team: { readonly team: string; readonly name: string; readonly goal: string; readonly until: string };
  readonly relief: { readonly by: string };
  readonly 'ask-seen': Asks;
}

export type OwedKind = keyof Facts;
export type Owed = {
  readonly [Kind in OwedKind]: { readonly kind: Kind; readonly id: string } & Facts[Kind];
}[OwedKind];

/**
 * The most pressing first: command, what runs out in seconds, people waiting for my answer, what I promised, what I
 * lead, what can wait.
 */
const ORDER: ReadonlyArray<OwedKind | 'update-soon'> = [
  'offer',
  'challenge',
  'confirm',
  'hear',
  'station',
  'chased',
  'acknowledge',
  'decide',
  'update',
  'over',
  'blocked',
  'ask',
  'approve',
  'request',
  'unanswered',
  'declined',
  'late',
  'severity',
  'update-soon',
  'seat',
  'volunteer',
  'team',
  'relief',
  'ask-seen',
];
const place = (item: Owed): number => ORDER.indexOf(item.kind === 'update' && !item.late ? 'update-soon' : item.kind);

/** Items that a card already shows in its own place, with the same button. */
const CARDED: ReadonlySet<OwedKind> = new Set([
  'offer',
  'challenge',
  'confirm',
  'request',
  'relief',
  'severity',
  'hear',
  'station',
  'decide',
]);
export const hasCard = (item: Owed): boolean => CARDED.has(item.kind);

/** Items that cannot wait; only these are drawn as urgent. */
export function isUrgent(item: Owed): boolean {
  if (item.kind === 'update') return item.late;
  if (item.kind === 'ask') return item.overdue;
  return ['offer', 'challenge', 'chased', 'over', 'decide'].includes(item.kind);
}

/** `now`: the server's time in milliseconds. */
export function owedBy(room: RoomState, you: string, now: number): readonly Owed[] {
  if (room.floor.holder === null) return [];
  const all = [
    ...commandOwed(room, you),
    ...updatesOwed(room, you, now),
    ...workOwed(room, you),
    ...answersOwed(room, you, now),
  ];
  // Sorting keeps what is alike in its order: the older first.
  return all.toSorted((one, other) => place(one) - place(other));
}

function commandOwed(room: RoomState, you: string): readonly Owed[] {
  const { floor } = room;
  const holding = floor.holder === you;
  const offer: readonly Owed[] =
    floor.offer?.to === you
      ? [{ kind: 'offer', id: `offer.${floor.offer.id}`, from: floor.offer.from, until: floor.offer.expiresAt }]
      : [];
  const relief: readonly Owed[] =
    floor.holder !== null &&
    floor.relief !== null &&
    !holding &&
    isResponder(room, you) &&
    !floor.relief.offeredBy.includes(you)
      ? [{ kind: 'relief', id: `relief.${floor.relief.at}`, by: floor.holder }]
      : [];
  const seats: readonly Owed[] = room.crew.seats
    .filter((seat) => seat.person === you && !seat.taken)
    .map(({ role, at }) => ({ kind: 'seat', id: `seat.${role}.${at}`, role, at }));
  return [...offer, ...(holding ? ofTheHolder(room) : []), ...seats, ...relief];
}

function ofTheHolder({ floor, updates, crew }: RoomState): readonly Owed[] {
  const challenge: readonly Owed[] =
    floor.challenge === null
      ? []
      : [
          {
            kind: 'challenge',
            id: `challenge.${floor.challenge.id}`,
            by: floor.challenge.by,
            until: floor.challenge.answerBy,
          },
        ];
  const confirm: readonly Owed[] = floor.provisional ? [{ kind: 'confirm', id: `confirm.${floor.epoch}` }] : [];
  const drafts: readonly Owed[] = updates.drafts
    .filter((draft) => draft.approvedBy === null && !draft.lapsed)
    .map(({ id, by, at }) => ({ kind: 'approve', id: `draft.${id}`, draft: id, by, at }));
  const requests: readonly Owed[] = floor.requests.map(({ id, by, at }) => ({
    kind: 'request',
    id: `request.${id}`,
    by,
    at,
  }));
  const willing: readonly Owed[] = crew.volunteers.map(({ role, person, at }) => ({
    kind: 'volunteer',
    id: `volunteer.${role}.${person}.${at}`,
    role,
    person,
    at,
  }));
  return [...challenge, ...confirm, ...drafts, ...requests, ...willing];
}
