/**
 * The room engine beside plain Socket.IO: the same light clients, the same machine, every candidate in every round,
 * ratios of medians. Ours stores every line on disk before anyone receives it; plain Socket.IO keeps nothing.
 *
 *   npm run bench rooms                                         everything, five rounds
 *   npm run bench rooms -- --rounds 1 --seconds 2 --only steady --who watchfloor          a part, while developing
 *
 * Parts: steady, most, hot, coming, idle, memory. Every value goes to bench/results.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Report, type Who } from './common/report.ts';
import { highest, thousands, type Tell } from './common/search.ts';
import { leaveTheirCore, stage, type CandidateName, type Stage } from './rooms/candidates.ts';
import { CLAIMS } from './rooms/claims.ts';
import { Crowd, type Shape } from './rooms/load.ts';
import { coming, hot, idle, perConnection } from './rooms/people.ts';

const RESULTS = fileURLToPath(new URL('results/', import.meta.url));
const SHAPES: Readonly<Record<string, Shape>> = {
  '200 in a room': { rooms: 1, people: 200, senders: 10 },
  '20 rooms of 50': { rooms: 20, people: 50, senders: 2 },
  '1,000 in a room': { rooms: 1, people: 1_000, senders: 10 },
};
const STEADY_PER_SECOND = 5_000;
const FIRST_PER_SECOND = 40_000;
/** More than the light clients read on one core. */
const CEILING_PER_SECOND = 1_500_000;

const { values: said } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'steady,most,hot,coming,idle,memory' },
    shapes: { type: 'string', default: Object.keys(SHAPES).join(';') },
    who: { type: 'string', default: '' },
    profile: { type: 'string', default: '' },
  },
});
const [rounds, seconds] = [Number(said.rounds), Number(said.seconds)];
const flags = said.profile === '' ? [] : ['--cpu-prof', `--cpu-prof-dir=${said.profile}`];
const report = new Report(CLAIMS);

interface Entrant {
  readonly name: CandidateName;
  readonly servers: number;
  readonly who: Who;
}
const entrant = (name: CandidateName, servers: number): Entrant => ({
  name,
  servers,
  who: servers === 1 ? name : `${name} x${servers}`,
});
const isWanted = ({ who }: Entrant): boolean => said.who === '' || said.who.split(',').includes(who);
const ALL = [entrant('socket.io', 1), entrant('socket.io', 2), entrant('watchfloor', 1), entrant('watchfloor', 2)];

/** Every candidate once in each round, in rotating order, each with servers of its own. */
async function alternating(
  what: string,
  { entrants, people }: { entrants: readonly Entrant[]; people: number },
  act: (staged: Stage, who: Who, tell: Tell) => Promise<void>,
): Promise<void> {
  const wanted = entrants.filter(isWanted);
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < wanted.length; index += 1) {
      const { name, servers, who } = wanted[(index + round) % wanted.length] as Entrant;
      console.log(`${what}, round ${round + 1} of ${rounds}: ${who}`);
      const staged = await stage(name, { servers, people, flags: name === 'watchfloor' ? flags : [] });
      await act(staged, who, (line) => console.log(`    ${line}`)).finally(() => staged.strike());
      save();
    }
  }
}

async function steadily(): Promise<void> {
  const shape = SHAPES['200 in a room'] as Shape;
  await alternating('steady 5 k deliveries/s', { entrants: ALL, people: shape.people }, async (staged, who, tell) => {
    const crowd = await Crowd.gather(staged, shape);
    const result = await crowd.load(STEADY_PER_SECOND, { warmSeconds: 10, seconds: seconds * 2 });
    crowd.leave();
    tell(
      `= ${result.cpuPer100k.toFixed(2)} CPU s per 100k, delivered p50 ${result.p50Ms.toFixed(1)} p99 ${result.p99Ms.toFixed(1)} ms, answered p50 ${result.answeredP50Ms.toFixed(2)} ms ${result.ended ?? ''}`,
    );
    report.note(who, [
      ['CPU s per 100k at 5 k/s, 200 in a room', result.cpuPer100k],
      ['answered, p50 ms, 200 in a room', result.answeredP50Ms],
      ['delivered, p99 ms, 200 in a room', result.p99Ms],
    ]);
  });
}

async function most(): Promise<void> {
  for (const [name, shape] of Object.entries(SHAPES)) {
    if (!said.shapes.split(';').includes(name)) continue;
    const near = new Map<Who, number>();
    const who = { entrants: ALL, people: shape.people };
    await alternating(`most deliveries, ${name}`, who, async (staged, candidate, tell) => {
      const crowd = await Crowd.gather(staged, shape);
      const best = await highest((perSecond) => crowd.load(perSecond, { warmSeconds: 1, seconds }), {
        near: near.get(candidate) ?? null,
        first: FIRST_PER_SECOND,
        ceiling: CEILING_PER_SECOND,
        tell,
      });
      crowd.leave();
      near.set(candidate, best.offeredPerSecond);
      tell(`= ${thousands(best.deliveredPerSecond)}/s`);
      report.note(candidate, [[`most deliveries/s with p99 under 100 ms, ${name}`, best.deliveredPerSecond]]);
    });
  }
}

async function hotly(): Promise<void> {
  const entrants = [entrant('watchfloor', 1), entrant('watchfloor', 2), entrant('watchfloor', 3)];
  await alternating('one room that all write in', { entrants, people: 90 }, async (staged, who, tell) => {
    const { perSecond, conflicts } = await hot(staged, { callers: 30 * staged.servers.length, seconds });
    tell(`= ${perSecond.toFixed(0)} commits/s, ${conflicts.toFixed(3)} conflicts a commit`);
    report.note(who, [
      ['commits/s in one room, 30 callers on each server', perSecond],
      ['conflicts a commit, the same', conflicts],
    ]);
  });
}

async function comingIn(): Promise<void> {
  await alternating('1,000 people', { entrants: ALL, people: 1_000 }, async (staged, who, tell) => {
    const { arriving, returning } = await coming(staged, 1_000);
    tell(`= ${arriving.perSecond.toFixed(0)} arriving/s, ${returning.perSecond.toFixed(0)} returning/s`);
    report.note(who, [
      ['1,000 arriving, people/s', arriving.perSecond],
      ['CPU ms for each who arrives', arriving.cpuMs],
      ['1,000 returning at once, people/s', returning.perSecond],
      ['CPU ms for each who returns', returning.cpuMs],
    ]);
  });
}

async function idly(): Promise<void> {
  const entrants = [entrant('socket.io', 1), entrant('watchfloor', 1)];
  await alternating('200 idle people', { entrants, people: 200 }, async (staged, who, tell) => {
    const share = (await idle(staged, 200, seconds * 4)) * 100;
    tell(`= ${share.toFixed(2)} % of a core`);
    report.note(who, [['200 idle people, % of a core', share]]);
  });
}

async function remembering(): Promise<void> {
  const entrants = [entrant('socket.io', 1), entrant('watchfloor', 1)];
  await alternating('memory', { entrants, people: 1 }, async (staged, who, tell) => {
    const kilobytes = (await perConnection(staged, 1_000)) / 1024;
    tell(`= a connection ${kilobytes.toFixed(1)} KB`);
    report.note(who, [['heap of an idle connection, KB', kilobytes]]);
  });
}

const startedAt = new Date();

function save(): void {
  mkdirSync(RESULTS, { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  writeFileSync(
    `${RESULTS}rooms-${startedAt.toISOString().replaceAll(':', '-').slice(0, 19)}.json`,
    JSON.stringify({ startedAt, machine, rounds, seconds, claims: report.claims(), samples: report.samples }, null, 1),
  );
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
leaveTheirCore();
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  steady: steadily,
  most,
  hot: hotly,
  coming: comingIn,
  idle: idly,
  memory: remembering,
};
for (const part of said.only.split(',')) await PARTS[part]?.();
report.print();
process.exit(report.claims().every(({ isKept }) => isKept) ? 0 : 1);
