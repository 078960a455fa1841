/**
 * Ten thousand hostile frames, from someone who may write and someone who may only read, while others type: none of
 * them is stored, no one is sent anything of them, no one is disturbed.
 */
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { haveFrame, updateFrame } from '../../server/scribe/wire/frames.ts';
import { Chance } from '../support/fuzz/chance.ts';
import { LOUD, oversize, QUIET, type Victim } from '../support/fuzz/poison.ts';
import { difference, replicaOf } from '../support/fuzz/replica.ts';
import type { BareSocket, Guest, Station } from '../support/server/scribe-server.ts';
import { closeCode, fixtureForEach, updateWith } from '../support/server/scribe-fixtures.ts';
import { until } from '../support/server/private-redis.ts';

const fixture = fixtureForEach();
const FRAMES = 10_000,
  QUIET_AT_ONCE = 7,
  LOUD_AT_ONCE = 3,
  SIDE_BY_SIDE = 4;
/** So many that the budget for questions slows none of them down: otherwise this waits for minutes. */
const ATTACKERS = 80;

/**
 * Resolves once the server has handled everything that was sent: it answered a question asked afterwards, or closed the
 * connection.
 */
async function dealtWith(socket: BareSocket): Promise<void> {
  if (socket.readyState !== socket.OPEN) return;
  socket.send(haveFrame(Uint8Array.of(0)));
  await Promise.race([
    once(socket, 'close'),
    until('answered', () => socket.heard.some((frame) => frame[0] === 0 && frame[1] === 1), 30_000),
  ]);
  socket.terminate();
}

async function attack(
  where: Station,
  mallory: Guest,
  { chance, victim }: { chance: Chance; victim: Victim },
): Promise<number> {
  const socket = await fixture.socketTo(where, mallory, chance.happens(0.5) ? '?ack=1' : '');
  const frames = [
    ...Array.from({ length: QUIET_AT_ONCE }, () => chance.pick(QUIET)),
    ...Array.from({ length: LOUD_AT_ONCE }, () => chance.pick(LOUD)),
  ].map((make) => make(chance, victim));
  for (const frame of frames) socket.send(frame);
  await dealtWith(socket);
  return frames.length;
}

/** The number of the newest entry of the document's log. */
async function head(): Promise<string> {
  const peek = fixture.redis.client();
  const [log = ''] = await peek.keys(`${fixture.prefix}:*scribe-log`);
  const [newest] = await peek.xrevrange(log, '+', '-', 'COUNT', 1);
  peek.disconnect();
  return newest?.[0] ?? 'none';
}

describe('ten thousand hostile frames', () => {
  it('SC115 nothing of them is kept or told, and people who write at the same time are not disturbed', async () => {
    const [priyas, anas] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.ana)];
    await Promise.all([priyas.synced, anas.synced]);
    priyas.text.insert(0, 'what stood before. '.repeat(300));
    await until('it is kept', async () => (await fixture.readBy(fixture.south)).length === 5700);
    const attackers: Guest[] = [];
    for (let each = 0; each < ATTACKERS; each += 1)
      attackers.push(await fixture.north.guest(`Mallory ${each}`, each % 5 === 0 ? { observer: true } : {}));
    const [victim, before] = [{ client: priyas.doc.clientID, clock: 5700 }, await head()];
    const chance = new Chance(115);
    let sent = 0;
    const raid = async (own: Chance): Promise<void> => {
      while (sent < FRAMES)
        sent += await attack(own.happens(0.5) ? fixture.north : fixture.south, own.pick(attackers), {
          chance: own,
          victim,
        });
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => raid(chance.fork())));
    expect(await head()).toBe(before);
    expect(sent).toBeGreaterThanOrEqual(FRAMES);
    anas.text.insert(0, 'ana writes on. ');
    await until('priya reads it', () => priyas.text.length === 5715);
    const newcomer = fixture.writer(fixture.south);
    await newcomer.synced;
    for (const each of [priyas, anas]) expect(difference(replicaOf(each.doc), replicaOf(newcomer.doc))).toBe(null);
    expect(newcomer.text.toJSON()).toBe(`ana writes on. ${'what stood before. '.repeat(300)}`);
    expect(
      [priyas, anas].every(({ provider }) => provider.wsconnected && provider.wsUnsuccessfulReconnects === 0),
    ).toBe(true);
    expect(priyas.provider.awareness.getStates().get(anas.doc.clientID)?.['user'] ?? { name: 'Ana S' }).toMatchObject({
      name: 'Ana S',
    });
  }, 600_000);

  it('SC116 each kind of hostile frame, alone, changes nothing and ends nothing but its own connection', async () => {
    const priyas = fixture.writer(fixture.north);
    await priyas.synced;
    priyas.text.insert(0, 'what stood before. '.repeat(300));
    await until('it is kept', async () => (await fixture.readBy(fixture.south)).length === 5700);
    const [victim, before, chance] = [{ client: priyas.doc.clientID, clock: 5700 }, await head(), new Chance(116)];
    for (const [at, make] of [...QUIET, ...LOUD].entries()) {
      const socket = await fixture.socketTo(at % 2 === 0 ? fixture.north : fixture.south, fixture.bob);
      const frame = make(chance, victim);
      socket.send(frame);
      await dealtWith(socket);
      expect([at, await head()]).toEqual([at, before]);
    }
    const large = await fixture.socketTo(fixture.north, fixture.bob);
    large.send(oversize(chance));
    expect(await closeCode(large)).toBe(1009);
    expect(await head()).toBe(before);
    expect(priyas.provider.wsconnected).toBe(true);
  });

  it('SC117 a valid write among hostile ones is kept, alone', async () => {
    const priyas = fixture.writer(fixture.north);
    await priyas.synced;
    priyas.text.insert(0, 'what stood before. '.repeat(300));
    await until('it is kept', async () => (await fixture.readBy(fixture.south)).length === 5700);
    const [victim, chance] = [{ client: priyas.doc.clientID, clock: 5700 }, new Chance(117)];
    const socket = await fixture.socketTo(fixture.north, fixture.bob, '?ack=1');
    for (const make of QUIET) socket.send(make(chance, victim));
    socket.send(updateFrame(updateWith('honest. ', 4711)));
    for (const make of QUIET) socket.send(make(chance, victim));
    await dealtWith(socket);
    const newcomer = fixture.writer(fixture.south);
    await newcomer.synced;
    expect(Y.decodeStateVector(Y.encodeStateVector(newcomer.doc))).toEqual(
      new Map([
        [4711, 8],
        [priyas.doc.clientID, 5700],
      ]),
    );
    await until('priya has it', () => priyas.text.length === 5708);
  });
});
