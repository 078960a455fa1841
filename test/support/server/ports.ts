/**
 * Ports for programs that must be told theirs (a Redis, a server behind a cable). They are below the range that the
 * system uses for outgoing connections, so that none of those takes a port between this check and the program's start;
 * each worker of a test run begins at another number.
 */
import { isFree } from '../../../server/redis/redis-home.ts';

const FIRST = 12_000;
const COUNT = 18_000;

let next = FIRST + Math.floor(Math.random() * COUNT);

export async function freePort(): Promise<number> {
  for (let tried = 0; tried < COUNT; tried += 1) {
    const port = next;
    next = port + 1 < FIRST + COUNT ? port + 1 : FIRST;
    if (await isFree(port)) return port;
  }
  throw new Error(`no port between ${FIRST} and ${FIRST + COUNT} is free`);
}
