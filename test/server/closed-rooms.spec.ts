/** A closed room at the server: it is read without joining, and the first act in it joins, whatever that act is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { PrivateRedis } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  say,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let server: ServerProcess;
let ana: Somebody;
let room: string;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  ana = await somebody(server, 'Ana');
  room = await declareRoom(server, ana);
  const closed = await (
    await Visitor.come(server, ana.token)
  ).command(room, { ...command('incident.close', {}), epoch: 1 });
  expect(closed).toMatchObject({ ok: true });
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

const command = (type: string, data: object): { id: string; type: string; data: object } => ({
  id: randomUUID(),
  type,
  data,
});

/** Someone new, who has entered the closed room. */
async function comer(name: string): Promise<{ person: Somebody; visitor: Visitor; as: unknown }> {
  const person = await somebody(server, name);
  const visitor = await Visitor.come(server, person.token);
  const { you } = await visitor.enter(room, { as: 'responder' });
  return { person, visitor, as: you.as };
}

test('DR191 the lobby’s feed leaves out what is closed when it is told to, as the page of a room does', async () => {
  const open = await declareRoom(server, ana);
  const visitor = await Visitor.come(server, ana.token);
  const ids = async (wish: object): Promise<unknown> =>
    (await visitor.ask<{ rooms: Array<{ id: string }> }>('lobby', wish)).rooms.map(({ id }) => id);
  expect([await ids({}), await ids({ closed: false })]).toEqual([[open, room], [open]]);
  visitor.leave();
});

const standing = async (visitor: Visitor): Promise<unknown> => (await visitor.enter(room)).you.as;

describe('a closed room', () => {
  test('DR206 is read without joining; a line, a file, or entering to write joins', async () => {
    const [bob, kim, li] = [await comer('Bob'), await comer('Kim'), await comer('Li')];
    expect([bob.as, kim.as, li.as]).toEqual([null, null, null]);
    expect(await bob.visitor.command(room, say('one more thing'))).toMatchObject({ ok: true });
    const sent = await fetch(`${server.url}/api/rooms/${room}/attachments?name=log.txt`, {
      method: 'POST',
      headers: { authorization: `Bearer ${kim.person.token}`, 'content-type': 'application/octet-stream' },
      body: 'a log',
    });
    expect(sent.status).toBe(201);
    expect((await li.visitor.enter(room, { as: 'responder', joins: true })).you.as).toBe('responder');
    expect(await Promise.all([bob, kim, li].map(({ visitor }) => standing(visitor)))).toEqual([
      'responder',
      'responder',
      'responder',
    ]);
  });

  test('DR207 is reopened over HTTP by a person who was never in it; an act that is refused joins no one', async () => {
    const { person, visitor } = await comer('Eva');
    const act = (type: string, data: object) =>
      call(server, 'POST', `/api/rooms/${room}/commands`, { token: person.token, body: command(type, data) });
    expect(await act('incident.retitle', { title: 'x' })).toMatchObject({ body: { code: 'incident.closed' } });
    expect(await standing(visitor)).toBe(null);
    expect(await act('incident.reopen', { why: 'it is back' })).toMatchObject({ status: 200 });
    expect((await visitor.enter(room)).you).toMatchObject({ as: 'responder', roles: ['commander'] });
  });
});
