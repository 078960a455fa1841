/** What people cost who do not talk: arriving, returning all at once, being there, and one room that all write in. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningProgram } from '../common/processes.ts';
import type { Stage } from './candidates.ts';
import { comeIn, Guest, type Place } from './packets.ts';

const SETTLE_MS = 3_000;

/** How quickly people came, and what each of them cost all servers together. */
export interface Came {
  readonly perSecond: number;
  readonly cpuMs: number;
}

/** First fifty at a time and new to the room, then all at once with the position that they have. */
export async function coming(stage: Stage, people: number): Promise<{ arriving: Came; returning: Came }> {
  const room = await stage.newRoom();
  const places = Array.from({ length: people }, (_, person) => stage.place(room, person));
  const arrived = watch(stage);
  const guests = await comeIn(places, undefined, 50);
  const arriving = arrived(people);
  const { version, hash } = (await guests[0]?.enter()) ?? {};
  for (const guest of guests) guest.close();
  await pause(SETTLE_MS);
  const returned = watch(stage);
  const back = await Promise.all(
    places.map((place) => returns(place, version === undefined ? undefined : { version, hash })),
  );
  const returning = returned(people);
  for (const guest of back) guest.close();
  return { arriving, returning };
}

function watch(stage: Stage): (people: number) => Came {
  const [cpu, at] = [stage.cpu(), performance.now()];
  return (people) => ({
    perSecond: people / ((performance.now() - at) / 1000),
    cpuMs: ((stage.cpu() - cpu) * 1000) / people,
  });
}

async function returns(place: Place, after: object | undefined): Promise<Guest> {
  const guest = await Guest.come(place, () => undefined);
  await guest.enter(after);
  return guest;
}

/** The share of one core that they cost when nobody does anything. */
export async function idle(stage: Stage, people: number, seconds: number): Promise<number> {
  const room = await stage.newRoom();
  const guests = await comeIn(Array.from({ length: people }, (_, person) => stage.place(room, person)));
  await pause(SETTLE_MS);
  const [cpu, at] = [stage.cpu(), performance.now()];
  await pause(seconds * 1000);
  const share = (stage.cpu() - cpu) / ((performance.now() - at) / 1000);
  for (const guest of guests) guest.close();
  return share;
}

/** Heap for each connection that has entered nothing, in bytes. */
export async function perConnection(stage: Stage, connections: number): Promise<number> {
  const server = stage.servers[0] as RunningProgram;
  const place = stage.place('', 0);
  const come = async (count: number): Promise<Guest[]> => {
    const guests: Guest[] = [];
    for (let at = 0; at < count; at += 25)
      guests.push(...(await Promise.all(Array.from({ length: 25 }, () => Guest.come(place, () => undefined)))));
    return guests;
  };
  const warm = await come(100);
  await pause(SETTLE_MS);
  const before = await server.memory();
  const guests = await come(connections);
  await pause(SETTLE_MS);
  const after = await server.memory();
  for (const guest of [...warm, ...guests]) guest.close();
  return (after.used - before.used) / connections;
}

/**
 * Commits a second in one room in which thirty people on each server write without a pause, and how many appends for
 * each commit came to nothing because another server had written first.
 */
export async function hot(
  stage: Stage,
  { callers, seconds }: { callers: number; seconds: number },
): Promise<{ readonly perSecond: number; readonly conflicts: number }> {
  const room = await stage.newRoom();
  const guests = await comeIn(Array.from({ length: callers }, (_, person) => stage.place(room, person)));
  let [done, going] = [0, true];
  const writing = guests.map(async (guest) => {
    while (going) {
      const data = { text: 'the error rate is falling' };
      const { ok } = await guest.ask('command', { room, id: randomUUID(), type: 'timeline.say', data });
      if (ok === true) done += 1;
    }
  });
  await pause(1_000);
  const [before, at] = [done, performance.now()];
  await pause(seconds * 1000);
  const perSecond = (done - before) / ((performance.now() - at) / 1000);
  going = false;
  await Promise.all(writing);
  for (const guest of guests) guest.close();
  const [moved, commits] = await Promise.all([
    counted(stage, 'watchfloor_appends_total{outcome="moved"}'),
    counted(stage, 'watchfloor_commits_total'),
  ]);
  return { perSecond, conflicts: moved / commits };
}

/** Of all servers together. */
async function counted(stage: Stage, name: string): Promise<number> {
  const texts = await Promise.all(
    stage.servers.map(async ({ port }) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()),
  );
  const lines = texts.flatMap((text) => text.split('\n').filter((line) => line.startsWith(`${name} `)));
  return lines.reduce((sum, line) => sum + Number(line.slice(name.length)), 0);
}
