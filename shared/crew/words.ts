/**
 * What can be said about the people of a room: who joined, as what, which role they have, whether their link is lost.
 * Names are in the log, so that a room can be read years later without asking anyone who these people were.
 */
import { z } from 'zod';
import { id, instant, line, standing, text, visible, type Said } from '../texts.ts';
import type { Standing } from '../envelope.ts';
import type { Instant } from '../instants.ts';

/** A role's name: one of the six defaults, or one that the room added, as it was written. */
export const role = visible(40);
export const availability = z.enum(['here', 'away', 'resting']);
export type Availability = z.infer<typeof availability>;
const area = visible(60);

export const commands = {
  'crew.join': z.strictObject({ as: standing, area: area.optional() }),
  'crew.assign': z.strictObject({ person: id, role, area: area.optional() }),
  'crew.accept': z.strictObject({ role }),
  'crew.decline': z.strictObject({ role, why: line(300).optional() }),
  'crew.volunteer': z.strictObject({ role, area: area.optional() }),
  'crew.release': z.strictObject({ role, person: id.optional() }),
  'crew.admit': z.strictObject({ person: id, as: standing }),
  'crew.remove': z.strictObject({ person: id, why: line(300) }),
  'crew.set-availability': z.strictObject({ availability }),
  'crew.add-role': z.strictObject({ role, card: text }),
  /** Said by the servers only: the person's last connection was gone at `since`. */
  'crew.lose-link': z.strictObject({ person: id, since: instant }),
  'crew.restore-link': z.strictObject({ person: id }),
  /** Said by the servers only: the workspace knows this person by another name now. */
  'crew.rename': z.strictObject({ person: id, name: visible(80) }),
};

export const events = {
  'crew.joined': z.object({
    person: id,
    name: z.string(),
    as: standing,
    area: z.string().optional(),
    trained: z.boolean().optional(),
  }),
  'crew.assigned': z.object({ person: id, role, area: z.string().optional() }),
  'crew.accepted': z.object({ person: id, role, area: z.string().optional(), replaced: id.optional() }),
  'crew.declined': z.object({ person: id, role, why: z.string().optional() }),
  'crew.volunteered': z.object({ person: id, role, area: z.string().optional() }),
  'crew.released': z.object({ person: id, role, area: z.string().optional() }),
  'crew.admitted': z.object({ person: id, as: standing }),
  'crew.removed': z.object({ person: id, why: z.string() }),
  'crew.availability-set': z.object({ person: id, availability }),
  'crew.role-added': z.object({ role, card: z.string() }),
  'crew.link-lost': z.object({ person: id, since: z.string() }),
  'crew.link-back': z.object({ person: id }),
  /** Command has moved, and those who shadow it follow. */
  'crew.shadows-followed': z.object({ people: z.array(id), to: id }),
  /** Whether this person is trained to command, as far as the room knows. */
  'crew.training-noted': z.object({ person: id, trained: z.boolean() }),
  'crew.renamed': z.object({ person: id, name: z.string(), was: z.string() }),
};

export type CrewCommand = Said<typeof commands>;
export type CrewEvent = Said<typeof events>;

export interface Member {
  readonly name: string;
  readonly as: Standing;
  readonly area: string | null;
  readonly joinedAt: Instant;
  readonly availability: Availability;
  /** Known only for the people a room watches (see `watched`): since when no device of theirs is connected. */
  readonly linkLostAt: Instant | null;
  /** When they were last found back: no absence reaches further than that. */
  readonly backAt: Instant | null;
  /** Trained to command; absent: not, as far as the room knows. */
  readonly trained?: boolean;
  readonly removedAt: Instant | null;
  /** Who removed them last: a person, or the servers because they were deactivated. Absent: no one did. */
  readonly removedBy?: string;
}

/** A person with a role, or asked to take it. Experts are many: one entry for each person and area. */
export interface Seat {
  readonly role: string;
  readonly person: string;
  readonly area: string | null;
  readonly taken: boolean;
  readonly at: Instant;
  /** Who asked them to take it; null once they have it. */
  readonly by: string | null;
}

export interface CrewState {
  readonly members: Readonly<Record<string, Member>>;
  readonly seats: readonly Seat[];
  /** People who have volunteered for a role and wait for the commander's answer. */
  readonly volunteers: ReadonlyArray<{
    readonly role: string;
    readonly person: string;
    readonly area: string | null;
    readonly at: Instant;
  }>;
  /** Roles that this room added to the six defaults. */
  readonly roles: ReadonlyArray<{ readonly role: string; readonly card: string }>;
}

export type CrewRefusal =
  | 'crew.enter-first'
  | 'crew.removed'
  | 'crew.deactivated'
  | 'crew.observers-may-not'
  | 'crew.shadows-may-not'
  | 'crew.seat-needed'
  | 'crew.already-in'
  | 'crew.unknown-person'
  | 'crew.unknown-role'
  | 'crew.role-exists'
  | 'crew.room-full'
  | 'crew.board-full'
  | 'crew.holder-cannot-be-deputy'
  | 'crew.cannot-hold-seats'
  | 'crew.already-seated'
  | 'crew.not-assigned-to-you'
  | 'crew.not-in-that-seat'
  | 'crew.already-volunteered'
  | 'crew.not-the-holder'
  | 'crew.unchanged'
  | 'crew.clock-only';
