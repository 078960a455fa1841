/**
 * A few attacks of `npm run bench attacks`, each by a process of its own; here judged by what they achieve, there also
 * by time.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AttackFixture, WITNESSES } from '../../bench/attacks/scene.ts';
import { RATES } from '../../server/budgets/rates.ts';
import { call, declareRoom, OPERATOR, somebody } from '../support/server/server-process.ts';

let fixture: AttackFixture;
let room: string;

beforeAll(async () => {
  fixture = await AttackFixture.set();
  room = await declareRoom(fixture.server, await somebody(fixture.server, 'Ana'));
});
afterAll(() => fixture.strike());

const SECONDS = 3;
const version = async (): Promise<number> =>
  Number((await call(fixture.server, 'GET', `/api/rooms/${room}`, { token: OPERATOR })).body['version']);

test.each([
  'lines of 4,000 characters on six sockets',
  'frames of a megabyte of lists',
  'a stranger posts megabytes of lists',
  'three hundred CONNECTs in a burst',
])(
  "DR138 beside %s everyone else's line is acknowledged, no socket falls, and what is left has its bound",
  async (attack) => {
    await fixture.answers(room, 0.1);
    const [before, diskMb, fromMs] = [await version(), await fixture.disk(), performance.now()];
    let waits: readonly number[] = [];
    await fixture.under(attack, room, async () => void (waits = await fixture.answers(room, SECONDS)));
    expect(waits.filter((ms) => ms === Infinity)).toEqual([]);
    const seconds = (performance.now() - fromMs) / 1000;
    // One member's lines, their joining, and the witnesses' own.
    const most = RATES.commands.atOnce + RATES.commands.aSecond * seconds + 2;
    expect((await version()) - before - waits.length).toBeLessThanOrEqual(most);
    expect((await fixture.disk()) - diskMb).toBeLessThan((most * 10) / 1024 + 1);
    const connections = /watchfloor_connections (\d+)/.exec(
      String((await call(fixture.server, 'GET', '/metrics')).body['text']),
    )?.[1];
    expect(Number(connections)).toBeLessThanOrEqual(WITNESSES + 6);
  },
);
