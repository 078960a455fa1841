/** Attachments' bytes in Redis, beside the room's log: written by the very script that counts them. */
import { randomUUID } from 'node:crypto';
import type { Content } from './attachment-body.ts';
import type { AttachmentRegister } from './attachment-register.ts';
import type { Bodies } from './attachment-store.ts';

export class RedisBodies implements Bodies {
  readonly #register: AttachmentRegister;

  constructor(register: AttachmentRegister) {
    this.#register = register;
  }

  async keep(room: string, { id, bytes }: Content): Promise<'kept' | 'full'> {
    const entry = { id, bytes: bytes.length, token: randomUUID() };
    return (await this.#register.keep(room, entry, 'redis', bytes)) ? 'kept' : 'full';
  }

  read(room: string, id: string): Promise<Buffer | null> {
    return this.#register.blob(room, id);
  }
}
