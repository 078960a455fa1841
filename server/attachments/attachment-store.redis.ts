/**
 * Attachments' bytes in Redis, beside the room's log: written by the very script that counts them. Two at a time, so that a crowd of
 * pictures neither holds up the one thread of Redis nor makes the last of them wait longer than a reply may take.
 */
import { randomUUID } from 'node:crypto';
import type { Content } from './attachment-body.ts';
import type { AttachmentRegister } from './attachment-register.ts';
import type { Bodies } from './attachment-store.ts';
import { Turns } from './turns.ts';

const AT_ONCE = 2;

export class RedisBodies implements Bodies {
  readonly #register: AttachmentRegister;
  readonly #turns = new Turns({ atOnce: AT_ONCE, eachPerson: AT_ONCE, mostWaiting: Infinity });

  constructor(register: AttachmentRegister) {
    this.#register = register;
  }

  async keep(room: string, { id, bytes }: Content): Promise<'kept' | 'full'> {
    const entry = { id, bytes: bytes.length, token: randomUUID() };
    return (await this.#inTurn(() => this.#register.keep(room, entry, 'redis', bytes))) ? 'kept' : 'full';
  }

  read(room: string, id: string): Promise<Buffer | null> {
    return this.#inTurn(() => this.#register.blob(room, id));
  }

  async #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = await this.#turns.take('');
    try {
      return await act();
    } finally {
      done?.();
    }
  }
}
