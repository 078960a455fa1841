/**
 * The sample incident: three made-up people play a drill in a room of its own, for those who want to see how a room
 * lives. Who they are and how the room is known; what they do is in sample-script.ts, which no browser carries.
 */
import type { Card } from './card.ts';
import type { Actor } from './envelope.ts';
import type { RoomState } from './room.ts';

const played = (id: string, name: string): Actor => ({ id, name, trained: true, administrator: false });

export const CAST = {
  ana: played('sample-ana', 'Ana (sample)'),
  bob: played('sample-bob', 'Bob (sample)'),
  kim: played('sample-kim', 'Kim (sample)'),
} as const;
export type Part = keyof typeof CAST;

export const SAMPLE_TITLE = 'Sample: card payments fail in the EU';

export const isPlayed = (person: string): boolean => Object.values(CAST).some(({ id }) => id === person);

/** Whether this room is one that the server plays, or has played. */
export const isSampleRoom = ({ incident }: Pick<RoomState, 'incident'>): boolean =>
  incident.declaredBy !== null && isPlayed(incident.declaredBy);

export const isSampleCard = ({ kind, title, closedAt }: Pick<Card, 'kind' | 'title' | 'closedAt'>): boolean =>
  kind === 'drill' && title === SAMPLE_TITLE && closedAt === null;
