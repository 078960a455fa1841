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

/** "comms-external" as people say it. */
export function seatName(role: string): string {
  const known = Object.hasOwn(SEAT_NAMES, role) ? SEAT_NAMES[role] : undefined;
  return known ?? role.replaceAll('-', ' ');
}
