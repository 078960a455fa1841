/**
 * The six roles of every room, and what people call them: the same everywhere. Rooms may add roles of their own (crew).
 * No rules here, so that every capability can name a role.
 */
export const ROLES = ['deputy', 'scribe', 'comms-internal', 'comms-external', 'tech-lead', 'expert'] as const;

const SEAT_NAMES: Readonly<Record<string, string>> = {
  'comms-internal': 'internal comms',
  'comms-external': 'external comms',
  'tech-lead': 'tech lead',
};

/** The defaults, and the roles that earlier releases and programs named so. */
const SHORT = /^[a-z][a-z0-9-]*$/;

/** "comms-external" as people say it; any other name as it was written. */
export function seatName(role: string): string {
  const known = Object.hasOwn(SEAT_NAMES, role) ? SEAT_NAMES[role] : undefined;
  return known ?? (SHORT.test(role) ? role.replaceAll('-', ' ') : role);
}

/** The same where a line or a row begins. */
export const seatTitle = (role: string): string =>
  SHORT.test(role) ? role.charAt(0).toUpperCase() + seatName(role).slice(1) : role;

/** Do two names of roles read alike? */
export const isSameSeat = (one: string, other: string): boolean => folded(one) === folded(other);
const folded = (role: string): string =>
  seatName(role)
    .toLowerCase()
    .replace(/[\s-]+/gu, ' ');
