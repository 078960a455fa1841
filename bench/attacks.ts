/**
 * What attacks cost everyone else: the demo's incident is played into a room, and beside it one attack after another,
 * each by a process of its own with one person or none, at the lowest priority. Prints for each how long others wait
 * for the answers to their lines, and how long someone with a real page of the room waits for the letters they type,
 * without and under attack; what causes the wait (the server's event loop, Redis, the page's main thread, or the
 * machine, by how late the measuring process itself was and how long a page had no core); and what the server holds in
 * memory and the store on disk afterwards. At the end the document must be exactly the same on every screen and for
 * every program that reads it. Exits with 1 when a bound is broken.
 *
 *   npm run bench attacks [part of a name, as a regular expression] [--without-pages]
 *
 * A browser keeps two cores so busy that the server waits for a core: what it makes others wait by itself is seen
 * without it.
 *
 * A shared disk stalls now and then, and every line waits for the disk. With `TMPDIR` on a file system in memory the
 * store is there too, and such stalls don't count.
 */
import { ATTACKS } from './attacks/floods.ts';
import { Readers } from './attacks/readers.ts';
import { AttackFixture, LINES_A_SECOND } from './attacks/scene.ts';
import { Screens } from './attacks/screens.ts';
import { brokenBy, HEADING, pageRow, quantileOf, row, type Heard } from './attacks/table.ts';

/** Measured again right before each attack, because a shared machine is not equally fast all the time. */
const QUIET_S = 8;
/** A page draws every line: as many of each person as a busy room says. */
const LINES_A_SECOND_ON_A_PAGE = 1;
const ATTACK_S = 20;
const REST_MS = 1_000;
/** Others' p99 may be twice the quiet one; anything shorter than this is noise of a shared machine. */
const MOST_RATIO = 2;
const NOISE_MS = 15;
const MOST_MEMORY_MB = 20;
/** What one attack may leave: rooms, lines and attachments within one person's budgets. */
const MOST_DISK_MB = 48;
/** People who have the document open from beginning to end. */
const READERS = 3;

/** The parts of the measurement. */
interface Place {
  readonly fixture: AttackFixture;
  /** null: without pages. */
  readonly screens: Screens | null;
  readonly room: string;
  readonly atFirstMb: number;
}

async function main(part: string, withPages: boolean): Promise<number> {
  const names = Object.keys(ATTACKS).filter((name) => new RegExp(part).test(name));
  const fixture = await AttackFixture.set();
  let screens: Screens | null = null;
  try {
    const { room, ended } = await fixture.play(speedFor(names.length));
    const readers = new Readers(fixture.server, room);
    await readers.come(READERS);
    if (withPages) screens = await Screens.open(fixture.server, room);
    const place: Place = { fixture, screens, room, atFirstMb: 0 };
    await hear(place, QUIET_S);
    const atFirstMb = await fixture.memory();
    console.log(HEADING);
    const broken: string[] = [];
    for (const name of names) broken.push(...(await suffer({ ...place, atFirstMb }, name)));
    if ((await ended) !== 0) broken.push('the incident was not played to its end');
    const lines = await readers.sameText();
    if (screens !== null) broken.push(...(await screens.differences(() => readers.lines())));
    if (lines === null) broken.push('the readers of the document have different texts');
    readers.leave();
    report(broken, lines ?? []);
    return broken.length === 0 ? 0 : 1;
  } finally {
    await screens?.close();
    await fixture.strike();
  }
}

function report(broken: readonly string[], lines: readonly string[]): void {
  const letters = lines.reduce((sum, line) => sum + line.length, 0);
  console.log(
    broken.length === 0
      ? `\nEvery bound held; the whole incident is in the log and in the document, whose ${lines.length} lines with ${letters} letters are alike on every screen and for every reader.`
      : `\nBroken:\n  ${broken.join('\n  ')}`,
  );
}

async function hear({ fixture, screens, room }: Place, seconds: number): Promise<Heard> {
  await fixture.lateness();
  const aSecond = screens === null ? LINES_A_SECOND : LINES_A_SECOND_ON_A_PAGE;
  const [others, pages] = await Promise.all([
    fixture.witnessed(room, { seconds, aSecond }),
    screens?.type(seconds) ?? [],
  ]);
  return { others, pages, loop: await fixture.lateness() };
}

/** The bounds it broke, in words. */
async function suffer(place: Place, name: string): Promise<readonly string[]> {
  const { fixture, room, atFirstMb } = place;
  const diskBefore = await fixture.disk();
  const quiet = await hear(place, QUIET_S);
  const cpuBefore = await fixture.cpu();
  let loud = quiet;
  const attacker = await fixture.under(name, room, async () => void (loud = await hear(place, ATTACK_S)));
  const cpu = await fixture.cpu();
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const [memory, disk] = [await fixture.memory(), await fixture.disk()];
  const spent = [cpu.server - cpuBefore.server, cpu.redis - cpuBefore.redis, attacker];
  console.log(row(name, { quiet, loud, seconds: ATTACK_S, memory, disk, cpu: spent }));
  const pages = quiet.pages.flatMap((page, at) => {
    const attacked = loud.pages[at] ?? page;
    console.log(pageRow(page, attacked));
    return brokenBy(name, page, attacked);
  });
  const wait = quantileOf(loud.others.waits, 0.99);
  return [
    // A browser takes the cores that the server needs: what the server itself makes others wait is measured without.
    ...(place.screens === null && wait > Math.max(NOISE_MS, quantileOf(quiet.others.waits, 0.99) * MOST_RATIO)
      ? [`${name}: others wait ${wait.toFixed(0)} ms`]
      : []),
    ...pages,
    ...(memory - atFirstMb > MOST_MEMORY_MB ? [`${name}: ${(memory - atFirstMb).toFixed(0)} MB more in memory`] : []),
    ...(disk - diskBefore > MOST_DISK_MB ? [`${name}: ${(disk - diskBefore).toFixed(0)} MB more on disk`] : []),
  ];
}

/** Slow enough that the 25 hours last as long as the attacks. */
const speedFor = (attacks: number): number =>
  Math.min(600, Math.floor(90_000 / (QUIET_S + attacks * (QUIET_S + ATTACK_S + 2))));

const WITHOUT_PAGES = '--without-pages';
const [part = ''] = process.argv.slice(2).filter((each) => each !== WITHOUT_PAGES);
process.exitCode = await main(part, !process.argv.includes(WITHOUT_PAGES));
