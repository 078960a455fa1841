/**
 * The people whom an attack must not affect, in a process of their own: each sends a line at a steady pace and waits
 * for its answer. The same process also asks Redis, and measures how late its own timers were: the rest of a wait is
 * caused by the server.
 *
 *   witness.ts <where as JSON>     then, by message: Period -> Witnessed
 */
import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Redis } from 'ioredis';
import { io, type Socket } from 'socket.io-client';

export interface Where {
  readonly url: string;
  readonly redisUrl: string;
  readonly room: string;
  /** One for each person. */
  readonly tokens: readonly string[];
}

export interface Period {
  readonly seconds: number;
  /** Lines of each of them in a second. */
  readonly aSecond: number;
}

/** All in ms. */
export interface Witnessed {
  /** Infinity: not acknowledged. */
  readonly waits: readonly number[];
  /** How long Redis took to answer the same process. */
  readonly redis: readonly number[];
  /** How late this process itself was, by its timers. */
  readonly lateP99: number;
}

const PINGS_A_SECOND = 50;
const TIMER_MS = 1;
const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function come({ url, room }: Where, token: string): Promise<Socket> {
  const socket = io(url, { path: '/socket.io', transports: ['websocket'], auth: { token }, forceNew: true });
  await new Promise<void>((resolve, reject) => void socket.once('connect', resolve).once('connect_error', reject));
  await socket.timeout(10_000).emitWithAck('enter', { room });
  return socket;
}

async function timed(ask: () => Promise<boolean>): Promise<number> {
  const fromMs = performance.now();
  return (await ask().catch(() => false)) ? performance.now() - fromMs : Infinity;
}

async function says(socket: Socket, room: string): Promise<boolean> {
  const answer = (await socket.timeout(10_000).emitWithAck('command', {
    room,
    id: randomUUID(),
    type: 'timeline.say',
    data: { text: 'the witness goes on' },
  })) as { ok: boolean };
  return answer.ok;
}

/** At a steady pace, whether or not the lines before have been answered. */
async function steadily(seconds: number, aSecond: number, ask: () => Promise<boolean>): Promise<readonly number[]> {
  const waits: Promise<number>[] = [];
  const fromMs = performance.now();
  for (let at = 0; at < seconds * aSecond; at += 1) {
    await rest(fromMs + (at * 1000) / aSecond - performance.now());
    waits.push(timed(ask));
  }
  return Promise.all(waits);
}

const where = JSON.parse(process.argv[2] ?? '{}') as Where;
const redis = new Redis(where.redisUrl);
const sockets = await Promise.all(where.tokens.map((token) => come(where, token)));
process.on('disconnect', () => process.exit(0));
process.on('message', ({ seconds, aSecond }: Period) => {
  void (async () => {
    const own = monitorEventLoopDelay({ resolution: TIMER_MS });
    own.enable();
    const pinging = steadily(seconds, PINGS_A_SECOND, async () => (await redis.ping()) === 'PONG');
    // One after another within each beat, so that they don't wait for each other.
    const waits = await Promise.all(
      sockets.map(async (socket, at) => {
        await rest((at * 1000) / aSecond / sockets.length);
        return steadily(seconds, aSecond, () => says(socket, where.room));
      }),
    );
    own.disable();
    const witnessed: Witnessed = {
      waits: waits.flat(),
      redis: await pinging,
      lateP99: Math.max(0, own.percentile(99) / 1e6 - TIMER_MS),
    };
    process.send?.(witnessed);
  })();
});
process.send?.('ready');
