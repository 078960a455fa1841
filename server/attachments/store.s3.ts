/**
 * Attachments' bytes in an S3-compatible store, at <endpoint>/<bucket>/<prefix>/<room>/<id>.
 *
 *   reserve in the register -> PUT (signed over the content's own hash) -> keep in the register
 *
 * A process that dies in between leaves an object that no one counts and a reservation that ends by itself. Every
 * keeping writes the object again, also of a content that is known: that heals one which the store has lost.
 */
import { randomUUID } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { S3Config } from '../config/attachments.ts';
import { Unavailable } from '../log/room-log.ts';
import type { Content } from './body.ts';
import type { AttachmentRegister } from './register.ts';
import type { Bodies, StoreParts } from './store.ts';

/** Well within the life of a reservation. */
const ANSWER_WITHIN_MS = 10_000;
const HASH_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export class S3Bodies implements Bodies {
  readonly #register: AttachmentRegister;
  readonly #client: AwsClient;
  readonly #folder: string;
  readonly #withinMs: number;

  constructor(register: AttachmentRegister, s3: S3Config, { prefix, answerWithinMs = ANSWER_WITHIN_MS }: StoreParts) {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = s3;
    this.#register = register;
    this.#client = new AwsClient({ service: 's3', region, accessKeyId, secretAccessKey, retries: 1 });
    this.#folder = `${endpoint.href.replace(/\/$/, '')}/${bucket}/${prefix}`;
    this.#withinMs = answerWithinMs;
  }

  async keep(room: string, { id, bytes }: Content): Promise<'kept' | 'full'> {
    const entry = { id, bytes: bytes.length, token: randomUUID() };
    if (!(await this.#register.reserve(room, entry))) return 'full';
    try {
      await this.#put(room, { id, bytes });
    } catch (problem) {
      await this.#register.release(room, entry.token).catch(() => undefined);
      throw problem;
    }
    return (await this.#register.keep(room, entry, 's3')) ? 'kept' : 'full';
  }

  read(room: string, id: string, bytes: number): Promise<Buffer | null> {
    return this.#ask(
      room,
      id,
      { method: 'GET', headers: { 'x-amz-content-sha256': HASH_OF_NOTHING } },
      async (answer) => {
        if (answer.status === 404) return null;
        return answer.ok ? atMost(answer, bytes) : no(answer);
      },
    );
  }

  #put(room: string, { id, bytes }: Content): Promise<unknown> {
    const headers = { 'x-amz-content-sha256': id, 'content-type': 'application/octet-stream' };
    return this.#ask(room, id, { method: 'PUT', body: new Uint8Array(bytes), headers }, async (answer) =>
      answer.ok ? undefined : no(answer),
    );
  }

  /** One answer, taken whole within the time. A redirect is none: its signature would be for another address. */
  async #ask<Taken>(room: string, id: string, init: Asked, take: (answer: Response) => Promise<Taken>): Promise<Taken> {
    const end = new AbortController();
    const work = async (): Promise<Taken> =>
      take(
        await this.#client.fetch(`${this.#folder}/${room}/${id}`, { ...init, redirect: 'manual', signal: end.signal }),
      );
    try {
      return await Promise.race([work(), tooLate(this.#withinMs, end.signal)]);
    } catch (problem) {
      throw problem instanceof Unavailable
        ? problem
        : new Unavailable('the S3 store cannot be reached', { cause: problem });
    } finally {
      end.abort();
    }
  }
}

interface Asked {
  readonly method: string;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Our own timer: one handed to fetch may be garbage-collected before it fires, and then nothing ends a silent answer.
 */
function tooLate(ms: number, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const late = setTimeout(() => reject(new Unavailable('the S3 store does not answer in time')), ms);
    over.addEventListener('abort', () => clearTimeout(late));
  });
}

function no({ status }: Response): never {
  throw new Unavailable(`the S3 store answered ${status}`);
}

/** No more than it should be, and one byte more to see that it is more. */
async function atMost(answer: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > most) break;
  }
  return Buffer.concat(parts).subarray(0, most + 1);
}
