/**
 * Someone with a real page of the room, who types at a steady pace, half of the time in the document and half in the
 * chat; the page records how long each letter took. At the end this screen, and one that was opened only then, must
 * show the document.
 *
 * One page, because a person has a machine of their own: two browsers leave the server none of this one's cores.
 *
 * Keys go through the browser's own input, as from a keyboard, and the pace does not wait for the page. A letter's time
 * begins with the timestamp of its keydown, so that the wait for a busy page counts and a late typist does not, and
 * ends when the page has painted the frame after the letter's input. The bench adds only two listeners to the page;
 * what a frame calls `oninput` is what the page itself does right after them.
 */
import type { CDPSession } from 'playwright-core';
import { comesIn, joins, paper } from '../../test/support/browser/room.ts';
import { sees, TestBrowser, type Person } from '../../test/support/browser/browser.ts';
import type { ServerProcess } from '../../test/support/server/server-process.ts';
import { until } from '../../test/support/server/private-redis.ts';

const KEYS_A_SECOND = 8;
const ANSWERED_WITHIN_MS = 10_000;
const SETTLED_WITHIN_MS = 30_000;
/** tsx wraps functions in a call that does not exist in the page. */
const NAMES = 'globalThis.__name = (each) => each';
const WORDS = [
  'the replicas look fine from here',
  'we go on watching it for another ten minutes',
  'support has more tickets than an hour ago',
  'nobody has touched the primary since then',
];
const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How a page did for some time. */
export interface Typed {
  readonly where: string;
  /** Of each letter in ms; Infinity: never painted. */
  readonly keys: readonly number[];
  /** Of the page's main thread: the share of time in which it had work, and in which it had work but no core. */
  readonly busy: number;
  readonly noCore: number;
  /** The longest frame in ms, and the script that took most of it. Frames below 50 ms are not recorded. */
  readonly longest: number;
  readonly script: string;
}

interface Noted {
  painted: number[];
  longest: number;
  script: string;
}

declare global {
  interface Window {
    noted: Noted;
  }
}

interface LongFrame extends PerformanceEntry {
  readonly scripts: ReadonlyArray<{ readonly invoker: string; readonly duration: number }>;
}

/** Runs in the page before its own scripts. */
function watchKeys(): void {
  window.noted = { painted: [], longest: 0, script: '' };
  const { port1, port2 } = new MessageChannel();
  let pressedAt = 0;
  // Arrives after the frame in which it was sent is painted.
  port1.onmessage = ({ data }: MessageEvent<number>) => window.noted.painted.push(performance.now() - data);
  window.addEventListener('keydown', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true });
  window.addEventListener(
    'input',
    () => {
      const from = pressedAt;
      requestAnimationFrame(() => port2.postMessage(from));
    },
    { capture: true },
  );
  const frames = new PerformanceObserver((list) => {
    for (const { duration, scripts } of list.getEntries() as LongFrame[]) {
      if (duration <= window.noted.longest) continue;
      const [most] = scripts.toSorted((one, other) => other.duration - one.duration);
      const script = most === undefined ? 'no script' : `${most.invoker} for ${most.duration.toFixed(0)} ms`;
      Object.assign(window.noted, { longest: duration, script });
    }
  });
  frames.observe({ type: 'long-animation-frame' });
}

type Work = Record<'Timestamp' | 'TaskDuration' | 'ThreadTime', number>;

/** One person who types. */
class Typist {
  /** What they have typed in the document. */
  readonly lines: string[] = [];
  readonly person: Person;
  readonly name: string;
  readonly #wire: CDPSession;
  #place = '';
  #keys: Generator<string, never> = keysOf('', []);

  private constructor(person: Person, name: string, wire: CDPSession) {
    this.person = person;
    this.name = name;
    this.#wire = wire;
  }

  static async come(testBrowser: TestBrowser, server: ServerProcess, room: string, name: string): Promise<Typist> {
    const person = await comesIn(testBrowser, server, name);
    await person.page.addInitScript({ content: NAMES });
    await person.page.addInitScript(watchKeys);
    await joins(person, `/rooms/${room}`);
    await sees(person.page.getByText('saved', { exact: true }));
    // Before someone has joined, the browser logs the answer that it isn't signed in.
    person.complaints.splice(0);
    const wire = await person.context.newCDPSession(person.page);
    await wire.send('Performance.enable', { timeDomain: 'timeTicks' });
    return new Typist(person, name, wire);
  }

  /** On a new line at its end. */
  async goesToDocument(): Promise<void> {
    await paper(this.person).click();
    await this.person.page.keyboard.press('Control+End');
    await this.person.page.keyboard.press('Enter');
    this.#place = 'document';
    this.#keys = keysOf(this.name, this.lines);
  }

  async goesToChat(): Promise<void> {
    await this.person.page.keyboard.press('Escape');
    await this.person.page.keyboard.press('/');
    this.#place = 'chat';
    this.#keys = keysOf(this.name, []);
  }

  async type(seconds: number): Promise<Typed> {
    await this.#take();
    const before = await this.#work();
    const fromMs = performance.now();
    const presses: Promise<void>[] = [];
    let letters = 0;
    for (let at = 0; at < seconds * KEYS_A_SECOND; at += 1) {
      await rest(fromMs + (at * 1000) / KEYS_A_SECOND - performance.now());
      const key = this.#keys.next().value;
      if (key !== 'Enter') letters += 1;
      presses.push(this.person.page.keyboard.press(key));
    }
    const after = await this.#work();
    await Promise.all(presses);
    const { painted, longest, script } = await this.#answered(letters);
    const share = (name: 'TaskDuration' | 'ThreadTime'): number =>
      (after[name] - before[name]) / (after.Timestamp - before.Timestamp);
    const unpainted = Array.from({ length: letters - painted.length }, () => Infinity);
    const noCore = Math.max(0, share('TaskDuration') - share('ThreadTime'));
    return {
      where: this.#place,
      keys: [...painted, ...unpainted],
      busy: share('TaskDuration'),
      noCore,
      longest,
      script,
    };
  }

  async writesLine(): Promise<void> {
    for (let key = this.#keys.next().value; key !== 'Enter'; key = this.#keys.next().value)
      await this.person.page.keyboard.press(key);
  }

  /** The document's lines on the screen, without the names at others' carets. */
  shown(): Promise<readonly string[]> {
    return paper(this.person).evaluate((text) =>
      [...text.querySelectorAll('p, h1, h2, h3, pre')].map((line) => {
        const copy = line.cloneNode(true) as Element;
        for (const drawn of copy.querySelectorAll('[aria-hidden]')) drawn.remove();
        return copy.textContent;
      }),
    );
  }

  /** What the page recorded since the last call. */
  #take(): Promise<Noted> {
    return this.person.page.evaluate(() => {
      const taken = window.noted;
      window.noted = { painted: [], longest: 0, script: '' };
      return taken;
    });
  }

  async #answered(letters: number): Promise<Noted> {
    await this.person.page
      .waitForFunction((count) => window.noted.painted.length >= count, letters, { timeout: ANSWERED_WITHIN_MS })
      .catch(() => null);
    return this.#take();
  }

  async #work(): Promise<Work> {
    const { metrics } = await this.#wire.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value])) as Work;
  }
}

/** Line after line, each different; adds to `lines` what was accepted. */
function* keysOf(name: string, lines: string[]): Generator<string, never> {
  for (let at = lines.length; ; at += 1) {
    lines.push('');
    for (const letter of `${name} ${at + 1} ${WORDS[at % WORDS.length]}`) {
      lines[at] += letter;
      yield letter;
    }
    yield 'Enter';
  }
}

function differenceOf(typist: Typist, shown: readonly string[], others: readonly string[] | null): string | null {
  if (others === null) return 'the others have different texts';
  const at = Array.from({ length: Math.max(shown.length, others.length) }).findIndex(
    (_, line) => shown[line] !== others[line],
  );
  if (at !== -1) return `line ${at + 1} is "${shown[at]}", and others have "${others[at]}"`;
  const lost = typist.lines.find((line) => others.filter((each) => each === line).length !== 1);
  return lost === undefined ? null : `what was typed here is not in the text once: "${lost}"`;
}

export class Screens {
  readonly #testBrowser: TestBrowser;
  readonly #server: ServerProcess;
  readonly #room: string;
  readonly #typist: Typist;

  private constructor(testBrowser: TestBrowser, server: ServerProcess, room: string, typist: Typist) {
    this.#testBrowser = testBrowser;
    this.#server = server;
    this.#room = room;
    this.#typist = typist;
  }

  static async open(server: ServerProcess, room: string): Promise<Screens> {
    const testBrowser = await TestBrowser.open();
    return new Screens(testBrowser, server, room, await Typist.come(testBrowser, server, room, 'Typist'));
  }

  async type(seconds: number): Promise<readonly Typed[]> {
    await this.#typist.goesToDocument();
    const inDocument = await this.#typist.type(seconds / 2);
    await this.#typist.goesToChat();
    return [inDocument, await this.#typist.type(seconds / 2)];
  }

  /**
   * Both screens show the same lines as the others have, and these have all that was typed here. Otherwise what is
   * wrong, in words.
   */
  async differences(lines: () => readonly string[] | null): Promise<readonly string[]> {
    const newcomer = await Typist.come(this.#testBrowser, this.#server, this.#room, 'Newcomer');
    await newcomer.goesToDocument();
    await newcomer.writesLine();
    const found = await Promise.all(
      [this.#typist, newcomer].map(async (typist) => {
        let last: string | null = null;
        const isSame = async (): Promise<boolean> =>
          (last = differenceOf(typist, await typist.shown(), lines())) === null;
        await until('a screen shows what the others have', isSame, SETTLED_WITHIN_MS).catch(() => null);
        return [...(last === null ? [] : [last]), ...typist.person.complaints].map(
          (what) => `${typist.name}'s page: ${what}`,
        );
      }),
    );
    return found.flat();
  }

  close(): Promise<void> {
    return this.#testBrowser.close();
  }
}
