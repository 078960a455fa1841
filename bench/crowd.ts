/**
 * A full room, built through the public interfaces: any number of people, tasks and timeline entries, and some people
 * who go on writing while something is measured. Every command is answered before the room counts as built.
 */
import { randomUUID } from 'node:crypto';
import {
  call,
  declareRoom,
  OPERATOR,
  somebody,
  Visitor,
  type ServerProcess,
  type Somebody,
} from '../test/support/server/server-process.ts';

export interface Size {
  readonly people: number;
  readonly tasks: number;
  readonly entries: number;
}

export interface Crowd {
  readonly room: string;
  /** Stops the writing and disconnects everyone. */
  readonly leave: () => void;
}

const AT_ONCE = 40;
const TALK_EVERY_MS = 200;
const WORK = [
  'check the replicas',
  'count the open tickets',
  'drain one availability zone',
  'read the deploy log',
  'call the provider',
];

/** Resolves when someone's command is confirmed. */
type Send = (by: Somebody, type: string, data: object) => Promise<void>;

/** Declares a room and fills it. `told` is called with the progress. */
export async function crowd(
  server: ServerProcess,
  size: Size,
  commander: Somebody,
  told: (what: string) => void,
): Promise<Crowd> {
  const people: Somebody[] = [commander];
  for (let index = 1; index < size.people; index += 1)
    people.push(await somebody(server, `Person ${String(index + 1).padStart(2, '0')}`));
  const room = await declareRoom(server, commander, {
    title: 'A room as full as it gets',
    impact: 'Everything is slow for everybody',
  });
  const visitors: Visitor[] = [];
  for (const { token } of people) {
    const visitor = await Visitor.come(server, token);
    await visitor.enter(room);
    visitors.push(visitor);
  }
  told(`${people.length} people are in`);
  const send: Send = (by, type, data) =>
    post(server, room, by, { id: randomUUID(), type, data, ...(by === commander ? { epoch: 1 } : {}) });
  const owner = (index: number): Somebody =>
    people[size.people === 1 ? 0 : 1 + (index % (size.people - 1))] as Somebody;
  await each(size.tasks, (index) => send(commander, 'tasks.assign', { ...workOf(index), to: owner(index).id }));
  await acknowledgeHalf(server, room, { people, tasks: size.tasks, send });
  told(`${size.tasks} tasks are given`);
  await each(size.entries, (index) =>
    send(people[index % people.length] as Somebody, 'timeline.note', { text: reading(index) }),
  );
  told(`${size.entries} entries are written`);
  const still = (): Promise<unknown> =>
    send(owner(Math.floor(Math.random() * 1000)), 'timeline.say', { text: 'still looking' }).catch(() => null);
  const talk = setInterval(still, TALK_EVERY_MS);
  const leave = (): void => {
    clearInterval(talk);
    for (const visitor of visitors) visitor.leave();
  };
  return { room, leave };
}

const workOf = (index: number): object => ({
  what: `${WORK[index % WORK.length]} (${index + 1})`,
  minutes: 5 + (index % 60),
});

const reading = (index: number): string =>
  `Latency of node ${index % 97} is at ${index % 900} ms and the error rate at ${index % 40} %`;

async function post(
  server: ServerProcess,
  room: string,
  by: Somebody,
  body: { readonly id: string; readonly type: string; readonly data: object },
): Promise<void> {
  const once = (): ReturnType<typeof call> =>
    call(server, 'POST', `/api/rooms/${room}/commands`, { token: by.token, body });
  // A connection may break under this many commands; the same id again counts once.
  const answer = await once().catch(once);
  if (answer.status !== 200)
    throw new Error(`${body.type} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** Every second task is acknowledged by its owner. */
async function acknowledgeHalf(
  server: ServerProcess,
  room: string,
  { people, tasks, send }: { readonly people: readonly Somebody[]; readonly tasks: number; readonly send: Send },
): Promise<void> {
  const state = (await call(server, 'GET', `/api/rooms/${room}`, { token: OPERATOR })).body['room'] as {
    tasks: { tasks: ReadonlyArray<{ id: string; owner: string }> };
  };
  await each(Math.floor(tasks / 2), (index) => {
    const task = state.tasks.tasks[index * 2] as { id: string; owner: string };
    return send(people.find(({ id }) => id === task.owner) as Somebody, 'tasks.acknowledge', { task: task.id });
  });
}

async function each(count: number, act: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
