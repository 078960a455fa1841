/**
 * `npm run demo`: a real incident, played into a new room by six people through the public interfaces only, while you
 * watch.
 *
 *   the Watchfloor (named, or two servers of our own)  ->  six people  ->  declared: the address  ->  every entry at its time
 *   ->  read back over HTTP  ->  exit 0 if the whole incident is in the log
 *
 * On a terminal our own servers keep running until Ctrl-C, so that the room can be looked at; otherwise they end
 * with the demo.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { perform, Stage } from './acts.ts';
import { call, type Api } from './api.ts';
import { closing } from './closing.ts';
import { Person } from './people.ts';
import { incident, ScaledClock, type Entry } from './script.ts';
import { named, started, type Watchfloor } from './servers.ts';

const DEFAULT_SPEED = 600;
const people = new Map<string, Person>();
const told = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => told.abort());

async function play(watchfloor: Watchfloor, speed: number): Promise<boolean> {
  const admin: Api = { base: watchfloor.addresses[0], token: watchfloor.token };
  const { addresses } = watchfloor;
  for (const [index, who] of incident.crew.entries()) {
    const { id, name, area } = who;
    people.set(
      id,
      await Person.make(
        admin,
        addresses[index % addresses.length] ?? admin.base,
        area === undefined ? { name } : { name, area },
      ),
    );
  }
  const room = await declare(admin, addresses);
  const stage = new Stage(room, new ScaledClock(speed), people);
  await Promise.all([...people.values()].map((person) => person.enter(room)));
  for (const entry of incident.entries.slice(incident.entries.findIndex(({ kind }) => kind === 'declare'))) {
    await wait(stage.clock.until(entry.at), undefined, { signal: told.signal });
    console.log(`${entry.at.slice(5, 16).replace('T', ' ')}  ${stage.person(entry.by).name}: ${describe(entry)}`);
    await perform(stage, entry);
  }
  await Promise.all(stage.typing);
  return end(admin, room);
}

/** The first engineer declares. The address is printed before anything else. */
async function declare(admin: Api, addresses: readonly string[]): Promise<string> {
  const entry = incident.entries.find(({ kind }) => kind === 'declare') as Entry;
  const declarer = people.get(entry.by) as Person;
  const { id, url } = await call<{ id: string; url: string }>(declarer.api, 'POST', '/api/rooms', {
    id: randomUUID(),
    title: entry.text,
    severity: entry.severity,
  });
  console.log(`Room:  ${new URL(url, admin.base).href}`);
  const invite = await call<{ url: string }>(admin, 'POST', '/api/invites', { role: 'observer', room: id, uses: 50 });
  console.log(`Watch: ${new URL(invite.url, admin.base).href}  (open this in a browser)`);
  console.log(`${people.size} people on ${addresses.join(' and ')}\n`);
  return id;
}

function describe(entry: Entry): string {
  const text = entry.text.length > 90 ? `${entry.text.slice(0, 89)}…` : entry.text;
  return entry.kind === 'note' ? text : `[${entry.kind}] ${text}`;
}

async function end(admin: Api, room: string): Promise<boolean> {
  const names = new Map([...people.values()].map((person) => [person.id, person.name]));
  const { lines, missing } = await closing(admin, room, (person) => names.get(person) ?? person);
  console.log(`\n${lines.join('\n')}`);
  for (const what of missing) console.error(`Missing ${what}`);
  if (missing.length === 0) console.log('The whole incident stands in the log.');
  return missing.length === 0;
}

async function main(env: NodeJS.ProcessEnv): Promise<number> {
  const speed = Number(env['DEMO_SPEED'] ?? DEFAULT_SPEED);
  if (!(speed > 0 && Number.isFinite(speed))) {
    console.error(`DEMO_SPEED is "${env['DEMO_SPEED']}"; it must be a number above 0, times real time.`);
    return 2;
  }
  let watchfloor: Watchfloor | null = null;
  try {
    const address = env['WATCHFLOOR_URL'];
    watchfloor = address === undefined ? await started(env) : named(address, env);
    const isWhole = await play(watchfloor, speed);
    if (isWhole && watchfloor.isOurs && process.stdout.isTTY) await lookAround();
    return isWhole ? 0 : 1;
  } catch (problem) {
    if (told.signal.aborted) return 130;
    console.error(`The demo stopped: ${problem instanceof Error ? problem.message : String(problem)}`);
    return 1;
  } finally {
    for (const person of people.values()) person.leave();
    await watchfloor?.stop();
  }
}

async function lookAround(): Promise<void> {
  console.log('The room stays open for you; Ctrl-C ends it.');
  if (!told.signal.aborted)
    await new Promise<void>((resolve) => told.signal.addEventListener('abort', () => resolve(), { once: true }));
}

process.exitCode = await main(process.env);
