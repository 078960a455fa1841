/**
 * The card: the little that the lobby shows of a room. Stored and published by the append itself, so it is never older
 * than the log.
 */
import type { Instant } from './instants.ts';
import { isShutOut } from './standing.ts';
import type { RoomState } from './capabilities.ts';

export interface Card {
  readonly title: string;
  readonly severity: number;
  readonly status: string;
  readonly kind: string;
  readonly impact: string | null;
  /** Who has command; null once closed. */
  readonly commander: {
    readonly id: string;
    readonly name: string;
    readonly since: Instant;
    readonly provisional: boolean;
    /** Tells two commanders of one name apart. */
    readonly area?: string;
  } | null;
  readonly nextUpdateAt: Instant | null;
  /** How many have joined and were not removed. */
  readonly people: number;
  readonly declaredAt: Instant;
  readonly closedAt: Instant | null;
  readonly duplicateOf: string | null;
  /** Who was named at the close to own the review; absent when no one was. */
  readonly reviewOwner?: string;
  /** It was closed before and is not now, or was not for a while. */
  readonly reopened?: true;
  /** What it impacts, so that commanders hear of another incident about the same. */
  readonly services?: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  /** The people who were removed: for them this room is not there. Never shown to anyone. */
  readonly closedTo?: readonly string[];
}

/** A card as the lobby lists it. */
export interface ListedCard extends Card {
  readonly id: string;
  readonly version: number;
  /** How many people are connected to it now. Only in the lobby's feed, and only of an open room. */
  readonly here?: number;
}

export function toCard(room: RoomState): Card | null {
  const { incident, floor, crew, updates } = room;
  if (incident.declaredAt === null) return null;
  const area = floor.holder === null ? null : (crew.members[floor.holder]?.area ?? null);
  const commander =
    floor.holder === null || floor.since === null
      ? null
      : {
          id: floor.holder,
          name: crew.members[floor.holder]?.name ?? floor.holder,
          since: floor.since,
          provisional: floor.provisional,
          ...(area === null ? {} : { area }),
        };
  const members = Object.entries(crew.members);
  const removed = members.filter(([, member]) => member.removedAt !== null);
  const closedTo = removed.flatMap(([person]) => (isShutOut(room, person) ? [person] : []));
  return {
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    kind: incident.kind,
    impact: incident.now.impact?.value ?? null,
    commander,
    nextUpdateAt: updates.nextAt,
    people: members.length - removed.length,
    declaredAt: incident.declaredAt,
    closedAt: incident.closedAt,
    duplicateOf: incident.duplicateOf,
    ...(incident.reviewOwner === null ? {} : { reviewOwner: incident.reviewOwner }),
    ...(floor.chain.some(({ how }) => how === 'reopened') ? { reopened: true } : {}),
    ...(incident.services.length > 0 ? { services: incident.services.map(({ id, name }) => ({ id, name })) } : {}),
    ...(closedTo.length > 0 ? { closedTo } : {}),
  };
}

/** The card as this person may see it; null when the room is not open to them. */
export function shownTo({ closedTo = [], ...card }: ListedCard, person: string): ListedCard | null {
  return closedTo.includes(person) ? null : card;
}
