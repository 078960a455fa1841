/** Which commands are judged by who is connected: presence is no part of the log, so the caller puts it into the context. */
import type { AnyCommand } from './envelope.ts';

const BY_PRESENCE: readonly string[] = ['decisions.proceed', 'floor.name-proxy', 'floor.offer-relief'];

export const asksWhoIsHere = ({ type }: Pick<AnyCommand, 'type'>): boolean => BY_PRESENCE.includes(type);
