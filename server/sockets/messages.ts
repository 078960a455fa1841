/**
 * What a socket may say: the table of all messages. Each has its schema, what guards it, and what it weighs; sockets.ts
 * lets nothing through to a handler that this table does not describe.
 *
 *   room      the caller may see the room that it names (room-guard.ts)
 *   entered   this socket has entered the room that it names
 *   someone  anyone who was admitted; the handler shows only what is open to them
 */
import type { z } from 'zod';
import {
  elsewhere,
  enter,
  find,
  leave,
  lobby,
  page,
  sight,
  socketCommand,
  time,
  watching,
  type ClientToServer,
} from '../../shared/protocol.ts';

export interface Message {
  readonly schema: z.ZodType;
  readonly guard: 'room' | 'entered' | 'somebody';
  /**
   * Of what may wait for its answer on one socket: a page of a log weighs more, and is not given to who does not read
   * what they have.
   */
  readonly weight: number;
  /** As how many reads it counts: the lobby has every room's card. */
  readonly reads: number;
}

export const MESSAGES = {
  enter: { schema: enter, guard: 'room', weight: 16, reads: 1 },
  page: { schema: page, guard: 'room', weight: 16, reads: 1 },
  command: { schema: socketCommand, guard: 'room', weight: 1, reads: 0 },
  sight: { schema: sight, guard: 'entered', weight: 1, reads: 0 },
  leave: { schema: leave, guard: 'somebody', weight: 1, reads: 0 },
  elsewhere: { schema: elsewhere, guard: 'entered', weight: 16, reads: 5 },
  find: { schema: find, guard: 'room', weight: 16, reads: 10 },
  lobby: { schema: lobby, guard: 'somebody', weight: 16, reads: 5 },
  time: { schema: time, guard: 'somebody', weight: 1, reads: 0 },
  watching: { schema: watching, guard: 'somebody', weight: 1, reads: 0 },
} as const satisfies Record<keyof ClientToServer, Message>;

export type MessageName = keyof typeof MESSAGES;
export type Said<Name extends MessageName> = z.output<(typeof MESSAGES)[Name]['schema']>;
