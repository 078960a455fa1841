/**
 * What only our server has: after 30,000 keystrokes, the longest time that its main thread was blocked while copies and
 * buckets were made, how fast the document can be read as it was at any moment, and how much is stored for each byte
 * that was typed.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Stage } from './candidates.ts';
import { typeInto, type History } from './history.ts';
import type { House } from '../common/house.ts';
import type { BenchRedis, RunningProgram } from '../common/processes.ts';

const SEEKS = 500;
/**
 * Before anything is timed, as on a server that has been running for some minutes: the work is measured, not its
 * compilation.
 */
const WARMING = { keystrokes: 5_000, seeks: 20 };

export interface Past {
  readonly longestBlockMs: number;
  readonly seekP50Ms: number;
  readonly seekP99Ms: number;
  /** Bytes stored for the document's text and its past, as a multiple of the updates that were sent. */
  readonly storedTimes: number;
}

export async function past(
  stage: Stage,
  typed: History,
  { perSecond, settleSeconds }: { perSecond: number; settleSeconds: number },
): Promise<Past> {
  const server = stage.servers[0] as RunningProgram;
  const warming = await stage.newDocument();
  await typeInto([stage.seat(warming, 0), stage.seat(warming, 1)], firstOf(typed, WARMING.keystrokes), perSecond);
  const room = await stage.newDocument();
  await server.watch();
  const from = Date.now();
  await typeInto([stage.seat(room, 0), stage.seat(room, 1)], typed, perSecond);
  const to = Date.now();
  await pause(settleSeconds * 1000);
  const { longestMs } = await server.blocked();
  const seeks = await seek(stage, room, [from, to]);
  const sent = typed.updates.reduce((sum, update) => sum + update.length, 0);
  const stored = await storedBytes(stage.redis as BenchRedis, room);
  return {
    longestBlockMs: longestMs,
    seekP50Ms: seeks[Math.floor(SEEKS * 0.5)] as number,
    seekP99Ms: seeks[Math.floor(SEEKS * 0.99)] as number,
    storedTimes: stored / sent,
  };
}

/** Doesn't wait until all of it has arrived: what is typed next comes after it. */
const firstOf = ({ updates, ...rest }: History, count: number): History => ({
  ...rest,
  clock: 0,
  updates: updates.slice(0, count),
});

/** The sorted times of many requests for random moments, over HTTP. */
async function seek(stage: Stage, room: string, [from, to]: readonly [number, number]): Promise<number[]> {
  const { port } = stage.servers[0] as RunningProgram;
  const headers = (stage.house as House).headers(0);
  const times: number[] = [];
  for (let turn = -WARMING.seeks; turn < SEEKS; turn += 1) {
    const at = new Date(from + Math.random() * (to - from)).toISOString();
    const began = performance.now();
    const response = await fetch(
      `http://127.0.0.1:${port}/api/rooms/${room}/scribe?format=text&at=${encodeURIComponent(at)}`,
      { headers },
    );
    await response.text();
    if (response.status !== 200) throw new Error(`the past was answered with ${response.status}`);
    if (turn >= 0) times.push(performance.now() - began);
  }
  return times.toSorted((one, other) => one - other);
}

/** The bytes of all values under the document's keys, without Redis's own overhead. */
async function storedBytes({ port }: BenchRedis, room: string): Promise<number> {
  const redis = new Redis({ port, host: '127.0.0.1' });
  let bytes = 0;
  for (const key of await redis.keys(`*:${room}:scribe-*`)) {
    const kind = await redis.type(key);
    if (kind === 'stream')
      bytes += (await redis.xrangeBuffer(key, '-', '+')).reduce(
        (sum, [, fields]) => sum + fields.reduce((all, field) => all + field.length, 0),
        0,
      );
    if (kind === 'hash') bytes += (await redis.hvalsBuffer(key)).reduce((sum, value) => sum + value.length, 0);
    if (kind === 'string') bytes += await redis.strlen(key);
  }
  redis.disconnect();
  return bytes;
}
