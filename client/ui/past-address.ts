/** Addresses of a room as it was, at an instant or at a version of its log: they can be copied and sent. */

export type Asked = { readonly time: string } | { readonly version: number };

export const PAST_PATH = '/rooms/:id/at';

export const pastAddress = (room: string, asked: Asked): string =>
  `/rooms/${room}/at?${'time' in asked ? `time=${asked.time}` : `version=${asked.version}`}`;

/** What an address asks for; null when it asks for nothing that there is. */
export function askedIn(search: string): Asked | null {
  const query = new URLSearchParams(search);
  const version = Number(query.get('version') ?? '');
  if (Number.isInteger(version) && version > 0) return { version };
  const time = Date.parse(query.get('time') ?? '');
  return Number.isNaN(time) ? null : { time: new Date(time).toISOString() };
}

const BEFORE_MS = 15 * 60_000;

/** Where people begin to look: a quarter of an hour ago, or when it began. */
export function beginning(now: number, declaredAt: string | null): Asked {
  const before = Math.floor((now - BEFORE_MS) / 1000) * 1000;
  return { time: new Date(Math.max(before, declaredAt === null ? before : Date.parse(declaredAt))).toISOString() };
}
