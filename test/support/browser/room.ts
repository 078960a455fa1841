/**
 * Fixture of a journey: a Redis, a server (or two), and people who join through invite links with a browser each.
 * Programs declare rooms where a journey needs short timers; everything a person does is done on the screen.
 */
import type { Locator } from 'playwright-core';
import { Cable } from './network-cable.ts';
import { freePort } from '../server/ports.ts';
import { PrivateRedis, until } from '../server/private-redis.ts';
import { sees, TestBrowser, type Person } from './browser.ts';
import { call, OPERATOR, ServerProcess } from '../server/server-process.ts';

/** Timers short enough to wait for; only those that a journey is about are changed. */
export type Times = Partial<
  Record<
    | 'offerSeconds'
    | 'deputyAfterSeconds'
    | 'anyoneAfterSeconds'
    | 'firstUpdateSeconds'
    | 'challengeSeconds'
    | 'provisionalChallengeSeconds'
    | 'graceSeconds'
    | 'acknowledgeSeconds'
    | 'objectionSeconds'
    | 'commandHourSeconds',
    number
  >
>;

interface ComingOptions {
  readonly as?: 'responder' | 'observer';
  readonly size?: { width: number; height: number };
  readonly at?: string;
}

export class Fixture {
  readonly redis: PrivateRedis;
  readonly server: ServerProcess;
  readonly testBrowser: TestBrowser;
  readonly #cables: Cable[] = [];
  readonly #others: ServerProcess[] = [];

  private constructor(redis: PrivateRedis, server: ServerProcess, testBrowser: TestBrowser) {
    this.redis = redis;
    this.server = server;
    this.testBrowser = testBrowser;
  }

  static async set(environment: NodeJS.ProcessEnv = {}): Promise<Fixture> {
    const [redis, testBrowser] = await Promise.all([PrivateRedis.start(), TestBrowser.open()]);
    const server = await ServerProcess.start(redis.url, { DATA_DIR: testBrowser.folder(), ...environment });
    return new Fixture(redis, server, testBrowser);
  }

  /** A second server on the same Redis. */
  async anotherServer(environment: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
    const folder = this.testBrowser.folder();
    const server = await ServerProcess.start(this.redis.url, { DATA_DIR: folder, ...environment });
    this.#others.push(server);
    return server;
  }

  comes(name: string, options: ComingOptions = {}): Promise<Person> {
    return comesIn(this.testBrowser, this.server, name, options);
  }

  /** The first administrator, by the link that the server printed. */
  async administrator(name: string): Promise<Person> {
    const person = await this.testBrowser.person({ baseURL: this.server.url });
    await signIn(person, await this.welcomeLink(), name);
    return person;
  }

  /** The page with which the first administrator begins. */
  async welcomeLink(): Promise<URL> {
    const link = (): string | undefined => /http\S+\/welcome\/\S+/.exec(this.server.printed.join('\n'))?.[0];
    await until('the welcome link is printed', () => link() !== undefined);
    return new URL(link() ?? '');
  }

  /** A person whose connection to the server can be cut. */
  async comesByCable(name: string): Promise<{ person: Person; cable: Cable }> {
    const port = await freePort();
    const server = await ServerProcess.start(this.redis.url, {
      DATA_DIR: this.testBrowser.folder(),
      EXTRA_ORIGINS: `http://localhost:${port}`,
    });
    this.#others.push(server);
    const cable = await Cable.to(server.port, port);
    this.#cables.push(cable);
    return { person: await this.comes(name, { at: `http://localhost:${port}` }), cable };
  }

  /** Declared over HTTP by an administrator, so that the room's timers can be short; then opened on the screen. */
  async declareWithTimes(person: Person, policy: Times, title = 'Checkout fails in the EU'): Promise<string> {
    const declared = await person.page.evaluate(
      async (body) =>
        (
          await fetch('/api/rooms', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).json() as Promise<{ id: string }>,
      { title, severity: 2, policy },
    );
    await person.page.goto(`/rooms/${declared.id}`);
    await inRoom(person);
    return declared.id;
  }

  /** All that the journey left is thrown away: no server needs to put anything in order. */
  async strike(): Promise<void> {
    await Promise.all([this.server, ...this.#others].map((server) => server.kill()));
    await Promise.all([this.redis.end(), this.testBrowser.close(), ...this.#cables.map((cable) => cable.close())]);
  }
}

/** A new person in a browser of their own, in the lobby. */
export async function comesIn(
  testBrowser: TestBrowser,
  server: ServerProcess,
  name: string,
  options: ComingOptions = {},
): Promise<Person> {
  const made = await call(server, 'POST', '/api/invites', {
    token: OPERATOR,
    body: { role: options.as ?? 'responder' },
  });
  const person = await testBrowser.person({
    baseURL: options.at ?? server.url,
    ...(options.size === undefined ? {} : { size: options.size }),
  });
  await signIn(person, new URL(String(made.body['url'])), name);
  return person;
}

/**
 * What the page of a link does when its button is pressed, without the page, because most journeys are about something
 * else.
 */
async function signIn({ context, page }: Person, link: URL, name: string): Promise<void> {
  const answer = await context.request.post('/api/session', { data: { code: link.pathname.split('/').at(-1), name } });
  if (!answer.ok()) throw new Error(`not signed in: ${await answer.text()}`);
  await page.goto('/');
  await sees(page.getByText('Join as'));
}

/** Declares on the screen. Resolves with the room's path. */
export async function declare({ page }: Person, title: string, severity: 1 | 2 | 3 | 4): Promise<string> {
  await page.getByLabel('What’s broken, and who’s affected?').fill(title);
  await page.getByRole('radio', { name: new RegExp(`SEV${severity}`) }).check();
  await page.getByRole('button', { name: 'Declare the incident' }).click();
  await page.waitForURL(/\/rooms\/inc-/);
  await inRoom({ page });
  return new URL(page.url()).pathname;
}

export async function inRoom({ page }: Pick<Person, 'page'>): Promise<void> {
  await sees(page.getByRole('img', { name: /Connection: live/ }));
}

export async function joins(person: Person, path: string): Promise<void> {
  await person.page.goto(path);
  await inRoom(person);
}

export const paper = ({ page }: Pick<Person, 'page'>): Locator =>
  page.getByRole('textbox', { name: 'Scribe document' });

/** Two people in one room, each with the document in front; the caret of the first is in it. */
export async function twoAtTheDocument(): Promise<{ fixture: Fixture; priya: Person; bob: Person }> {
  const fixture = await Fixture.set();
  const [priya, bob] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Bob L')]);
  await joins(bob, await declare(priya, 'Checkout fails for customers in the EU', 2));
  for (const person of [priya, bob]) {
    person.page.setDefaultTimeout(60_000);
    // Before someone has joined, the browser logs the answer that it isn't signed in.
    person.complaints.splice(0);
  }
  // An editor is there before the server's text is, for people who are offline.
  for (const person of [priya, bob]) await sees(paper(person).getByRole('heading', { name: 'What we tried' }));
  await paper(priya).click();
  return { fixture, priya, bob };
}
