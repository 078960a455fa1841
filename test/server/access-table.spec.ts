/**
 * The table of who may do what, tested from outside: each command that it refuses to someone is refused over HTTP and
 * on a socket, with the code that the table gives, and leaves no trace in the log. test/domain/authority.spec.ts tests
 * the domain itself.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUTHORITY, authorityRefusal } from '../../shared/authority.ts';
import type { Context } from '../../shared/envelope.ts';
import { COMMANDS, type CommandAnswer } from '../../shared/protocol.ts';
import { dataFor } from '../support/domain/histories.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  ServerProcess,
  somebody,
  Visitor,
  type Called,
  type Somebody,
} from '../support/server/server-process.ts';

const TYPES = Object.keys(AUTHORITY);
const fromOutside = (type: string): boolean => Object.hasOwn(COMMANDS, type);

let redis: PrivateRedis;
let server: ServerProcess;
let room: string;
let priya: Somebody;
let hers: Visitor;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  priya = await somebody(server, 'Priya N');
  room = await declareRoom(server, priya);
  hers = await Visitor.come(server, priya.token);
  await hers.enter(room);
});

afterAll(async () => {
  hers.leave();
  await server.stop();
  await redis.end();
});

interface Both {
  readonly http: Called;
  readonly socket: CommandAnswer;
}

/** One command over both, with the present epoch; each has an id of its own. */
async function both(by: Somebody, visitor: Visitor, type: string): Promise<Both> {
  const command = {
    type,
    data: dataFor(type, hers.state, new Date().toISOString()),
    epoch: hers.state.floor.epoch,
  };
  const http = await call(server, 'POST', `/api/rooms/${room}/commands`, {
    token: by.token,
    body: { id: randomUUID(), ...command },
  });
  return { http, socket: await visitor.command(room, { id: randomUUID(), ...command }) };
}

/** What the table says of this person and this type, in the room as it is now; null when it allows it. */
function refusalOf({ id, name }: Somebody, type: string): string | null {
  const context: Context = {
    actor: { id, name, trained: false, administrator: false },
    now: new Date().toISOString(),
    commandId: 'asked',
    version: hers.position.version + 1,
    epoch: hers.state.floor.epoch,
  };
  return authorityRefusal(AUTHORITY, hers.state, type, context)?.code ?? null;
}

test.each([
  { what: 'an observer', as: 'observer', least: 60 },
  { what: 'a shadow', as: 'shadow', least: 55 },
  { what: 'a responder without a role', as: 'responder', least: 25 },
  { what: 'a person who was removed', as: 'responder', least: 70 },
] as const)(
  "LW28 over HTTP and on a socket every command is refused to the people the table refuses, with the table's own code",
  async ({ what, as, least }) => {
    const person = await somebody(server, what);
    let visitor = await Visitor.come(server, person.token);
    await visitor.enter(room, { as });
    if (what.endsWith('removed')) {
      const data = { person: person.id, why: 'left' };
      expect(
        await hers.command(room, { id: randomUUID(), type: 'crew.remove', data, epoch: hers.state.floor.epoch }),
      ).toMatchObject({ ok: true });
      // Removing someone also closes their connection to the room.
      await until('the connection ended', () => visitor.byes.length > 0);
      visitor = await Visitor.come(server, person.token);
    }
    const version = (await hers.enter(room)).version;
    const refused = TYPES.filter((type) => fromOutside(type) && refusalOf(person, type) !== null);
    expect(refused.length).toBeGreaterThanOrEqual(least);
    const told = [];
    for (const type of refused) {
      const { http, socket } = await both(person, visitor, type);
      told.push({ type, http: [http.status, http.body.code], socket: socket.ok ? 'ok' : socket.code });
    }
    expect(told).toEqual(
      refused.map((type) => ({ type, http: [403, refusalOf(person, type)], socket: refusalOf(person, type) })),
    );
    expect((await hers.enter(room)).version).toBe(version);
    visitor.leave();
  },
);

test('LW29 what only the servers say is unknown from outside, to the commander too', async () => {
  const inside = TYPES.filter((type) => !fromOutside(type));
  expect(inside).toContain('crew.lose-link');
  for (const type of inside) {
    const { http, socket } = await both(priya, hers, type);
    expect({ type, http: http.body.code, socket: socket.ok ? 'ok' : socket.code }).toEqual({
      type,
      http: 'command.unknown-type',
      socket: 'command.unknown-type',
    });
  }
});
