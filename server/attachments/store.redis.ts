/**
 * Attachments' bytes in Redis, beside the room's log.
 *
 *   reserve in the register -> bring the bytes in pieces -> keep: the pieces become the content, and it is counted, in one script
 *
 * Two at a time, so that a crowd of pictures neither holds up the one thread of Redis nor makes the last of them wait
 * longer than a reply may take.
 */
import { randomUUID } from 'node:crypto';
import type { Content } from './body.ts';
import type { AttachmentRegister } from './register.ts';
import type { Bodies } from './store.ts';
import { Turns } from '../budgets/turns.ts';

const AT_ONCE = 2;

export class RedisBodies implements Bodies {
  readonly #register: AttachmentRegister;
  readonly #turns = new Turns({ atOnce: AT_ONCE, eachPerson: AT_ONCE, mostWaiting: Infinity });

  constructor(register: AttachmentRegister) {
    this.#register = register;
  }

  async keep(room: string, { id, bytes }: Content): Promise<'kept' | 'full'> {
    const entry = { id, bytes: bytes.length, token: randomUUID() };
    if (!(await this.#register.reserve(room, entry))) return 'full';
    try {
      await this.#inTurn(() => this.#register.bring(room, entry, bytes));
    } catch (problem) {
      await this.#register.release(room, entry.token).catch(() => undefined);
      throw problem;
    }
    return (await this.#register.keep(room, entry, 'redis')) ? 'kept' : 'full';
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
