/**
 * The scribe engine beside its peers: the same light clients, the same machine, every candidate in every round, ratios
 * of medians. Ours stores every update in Redis before anyone receives it; of the peers only y-redis stores anything.
 *
 *   npm run bench scribe                                        everything, five rounds
 *   npm run bench scribe -- --rounds 1 --seconds 2 --only steady --who watchfloor,y-redis     a part, while developing
 *
 * Parts: capacity, steady, join, memory, past. Every value goes to bench/results, also those of a run that is
 * interrupted.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { thousands } from './common/search.ts';
import { most, steady } from './scribe/capacity.ts';
import { CLAIMS } from './scribe/claims.ts';
import { stage, type CandidateName, type Stage } from './scribe/candidates.ts';
import { comeIn } from './scribe/coming-in.ts';
import { history, together, typeInto, type History } from './scribe/history.ts';
import { join } from './scribe/joins.ts';
import { perConnection, perDocument } from './scribe/memory.ts';
import { past } from './scribe/past.ts';
import { Report, type Who } from './common/report.ts';

const ONE: readonly CandidateName[] = ['y-websocket', 'y-redis', 'hocuspocus-3', 'hocuspocus-4', 'watchfloor'];
const TWO: readonly CandidateName[] = ['y-redis', 'hocuspocus-3-redis', 'hocuspocus-4-redis', 'watchfloor'];
const RESULTS = fileURLToPath(new URL('results/', import.meta.url));

const { values: said } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'capacity,steady,join,memory,past' },
    who: { type: 'string', default: '' },
    edits: { type: 'string', default: '1000000' },
    'edits-an-update': { type: 'string', default: '1' },
    settle: { type: 'string', default: '40' },
  },
});
const rounds = Number(said.rounds);
const seconds = Number(said.seconds);
const isWanted = ({ who }: { who: Who }): boolean => said.who === '' || said.who.split(',').includes(who);
const ones = ONE.map((name) => ({ name, servers: 1, who: name as Who })).filter(isWanted);
const twos = TWO.map((name) => ({ name, servers: 2, who: `${name} x2` })).filter(isWanted);
const report = new Report(CLAIMS);

type Entrant = (typeof ones)[number];

/** Every candidate once in each round, in rotating order, each with servers of its own. */
async function alternating(
  what: string,
  entrants: readonly Entrant[],
  act: (staged: Stage, who: Who, tell: (line: string) => void) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < entrants.length; index += 1) {
      const { name, servers, who } = entrants[(index + round) % entrants.length] as Entrant;
      console.log(`${what}, round ${round + 1} of ${rounds}: ${who}`);
      const staged = await stage(name, { servers });
      await act(staged, who, (line) => console.log(`    ${line}`)).finally(() => staged.strike());
      save();
    }
  }
}

async function capacity(): Promise<void> {
  const near = new Map<Who, number>();
  await alternating('most deliveries', [...ones, ...twos], async (staged, who, tell) => {
    const best = await most(staged, { seconds, near: near.get(who) ?? null, tell });
    near.set(who, best.offeredPerSecond);
    tell(`= ${thousands(best.deliveredPerSecond)}/s at ${best.cpuPer100k.toFixed(3)} CPU s per 100k`);
    report.note(who, [
      ['most deliveries/s with p99 under 100 ms', best.deliveredPerSecond],
      ['CPU s per 100k at the most', best.cpuPer100k],
      ['generator busy at the most', best.generatorBusy],
    ]);
  });
}

async function steadily(): Promise<void> {
  await alternating('steady 20 k deliveries/s', [...ones, ...twos], async (staged, who, tell) => {
    const result = await steady(staged, seconds * 2);
    tell(
      `= ${result.cpuPer100k.toFixed(2)} CPU s per 100k, p50 ${result.p50Ms.toFixed(1)} ms, p99 ${result.p99Ms.toFixed(1)} ms${result.ended === null ? '' : `, ${result.ended}`}`,
    );
    report.note(who, [
      ['CPU s per 100k at 20 k/s', result.cpuPer100k],
      ['p99 ms at 20 k/s', result.p99Ms],
    ]);
  });
}

/** The history is typed once into each candidate, one edit after another; then they take turns. */
async function joining(): Promise<void> {
  const typed = together(history(Number(said.edits)), Number(said['edits-an-update']));
  console.log(`joins: a history of ${typed.updates.length} updates (the trace is ${typed.origin})`);
  const staged: Array<{ staged: Stage; who: Who; document: string }> = [];
  try {
    for (const { name, who } of ones) staged.push({ who, ...(await withHistory(name, typed)) });
    for (let round = 0; round < rounds; round += 1) for (const each of staged) await joins(each, typed, round);
  } finally {
    for (const each of staged) await each.staged.strike();
  }
}

async function withHistory(name: CandidateName, typed: History): Promise<{ staged: Stage; document: string }> {
  console.log(`joins: typing the history into ${name}`);
  const staged = await stage(name, { servers: 1 });
  const document = await staged.newDocument();
  // One client stays, because some of the peers forget a document that everyone has left.
  await comeIn([staged.seat(document, 2)]);
  await typeInto([staged.seat(document, 0), staged.seat(document, 1)], typed);
  const everyone = Array.from({ length: 50 }, (_, person) => staged.seat(document, person));
  // Once before it counts, so that code is compiled and everyone is known.
  for (const seat of everyone) await join([seat], typed);
  return { staged, document };
}

async function joins(
  { staged, who, document }: { staged: Stage; who: Who; document: string },
  typed: History,
  round: number,
): Promise<void> {
  const seats = Array.from({ length: 50 }, (_, person) => staged.seat(document, person));
  const alone: number[] = [];
  for (const seat of seats.slice(0, 20)) alone.push((await join([seat], typed))[0] as number);
  const one = alone.toSorted((first, other) => first - other)[10] as number;
  const fifty = Math.max(...(await join(seats, typed)));
  report.note(who, [
    ['join, ms', one],
    ['50 joins at once, ms', fifty],
  ]);
  let restarted = '';
  if (who === 'watchfloor' || who === 'y-redis') {
    await staged.restart();
    const first = (await join([seats[0] as (typeof seats)[number]], typed))[0] as number;
    report.note(who, [['first join after a restart, ms', first]]);
    restarted = `, first after a restart ${first.toFixed(0)} ms`;
    // Connects again before the next round, and one client stays.
    await comeIn([staged.seat(document, 2)]);
    for (const seat of seats) await join([seat], typed);
  }
  console.log(
    `joins, round ${round + 1} of ${rounds}: ${who}: one ${one.toFixed(1)} ms, fifty at once ${fifty.toFixed(0)} ms${restarted}`,
  );
  save();
}

async function remembering(): Promise<void> {
  const written = history(5_000);
  await alternating('memory', ones, async (staged, who, tell) => {
    const connection = await perConnection(staged, 1_050);
    const document = await perDocument(staged, 60, written);
    tell(
      `= a connection ${kilobytes(connection.used)} KB (resident ${kilobytes(connection.rss)}), a document of 5,000 edits ${kilobytes(document.used)} KB (resident ${kilobytes(document.rss)})`,
    );
    report.note(who, [
      ['memory of an idle connection, KB', connection.used / 1024],
      ['memory of an open document, KB', document.used / 1024],
    ]);
  });
}

async function rememberedPast(): Promise<void> {
  const typed = history(30_000);
  await alternating(
    'the past',
    ones.filter(({ name }) => name === 'watchfloor'),
    async (staged, who, tell) => {
      const result = await past(staged, typed, { perSecond: 1_900, settleSeconds: Number(said.settle) });
      tell(
        `= longest block ${result.longestBlockMs.toFixed(1)} ms, seek p50 ${result.seekP50Ms.toFixed(1)} p99 ${result.seekP99Ms.toFixed(1)} ms, stored ${result.storedTimes.toFixed(2)} times the raw updates`,
      );
      report.note(who, [
        ['longest block of the main thread, ms', result.longestBlockMs],
        ['seek to any moment, p99 ms', result.seekP99Ms],
        ['stored, times the raw updates', result.storedTimes],
      ]);
    },
  );
}

const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1);
const startedAt = new Date();

function save(): void {
  mkdirSync(RESULTS, { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  writeFileSync(
    `${RESULTS}scribe-${startedAt.toISOString().replaceAll(':', '-').slice(0, 19)}.json`,
    JSON.stringify({ startedAt, machine, rounds, seconds, claims: report.claims(), samples: report.samples }, null, 1),
  );
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  capacity,
  steady: steadily,
  join: joining,
  memory: remembering,
  past: rememberedPast,
};
for (const part of said.only.split(',')) await PARTS[part]?.();
report.print();
process.exit(report.claims().every(({ isKept }) => isKept) ? 0 : 1);
