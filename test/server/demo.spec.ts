/**
 * The product's main job on real input: the demo runs as for anyone, only much faster, and is judged by the log that it
 * leaves, read back and verified by this test's own computation.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asLine, incident } from '../../demo/script.ts';
import type { AnyEvent, Commit } from '../../shared/envelope.ts';
import { freePort } from '../support/server/ports.ts';
import { until } from '../support/server/private-redis.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SPEED = '20000';
const token = randomBytes(24).toString('hex');
const folder = mkdtempSync(join(tmpdir(), 'watchfloor-demo-'));
const { REDIS_URL: _redis, PUBLIC_URL: _public, WATCHFLOOR_URL: _url, ...environment } = process.env;
const running: ChildProcess[] = [];

afterAll(async () => {
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(
    running.map(
      (child) => new Promise<unknown>((gone) => (child.exitCode === null ? child.once('exit', gone) : gone(null))),
    ),
  );
  rmSync(folder, { recursive: true, force: true });
});

describe.sequential('npm run demo', () => {
  let servers: string[] = [];
  let output = '';
  let commits: readonly Commit[] = [];
  const events = (type: string): readonly AnyEvent[] =>
    commits.flatMap((commit) => commit.events).filter((event) => event.type === type);
  const get = (path: string, base = servers[0]) =>
    fetch(new URL(path, base), { headers: { authorization: `Bearer ${token}` } });
  const room = () => /\/(inc-\d+)\b/.exec(output)?.[1] ?? '';

  beforeAll(async () => {
    const data = join(folder, 'named');
    mkdirSync(data);
    servers = [await serve(data), await serve(data)];
    const ended = await demo({ WATCHFLOOR_URL: servers[0], WATCHFLOOR_URL_2: servers[1], BOOTSTRAP_TOKEN: token });
    output = ended.output;
    expect(ended.code, output).toBe(0);
    commits = ((await (await get(`/api/rooms/${room()}/log?limit=500`)).json()) as { commits: readonly Commit[] })
      .commits;
  }, 120_000);

  it('ST30 prints the address of the room first, and a link to watch by', () => {
    expect(output.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^Room: .*http.*inc-\d+/),
      expect.stringMatching(/^Watch: .*\/join\//),
    ]);
  });

  it('ST31 puts the whole incident on one log whose chain holds, with the original times', () => {
    let previous = sha256(`watchfloor/1 ${room()}`);
    for (const { version, at, by, commandId, salt, events: said, hash } of commits) {
      const digest = sha256(`${salt}\n${canonicalize(said)}`);
      previous = sha256(`${previous}\n${canonicalize({ version, at, by, commandId, digest })}`);
      expect(hash, `version ${version}`).toBe(previous);
    }
    expect(commits.map((commit) => commit.version)).toEqual(commits.map((_, index) => index + 1));
    const noted = events('timeline.noted').map((event) => event.data as { text: string; occurredAt: string });
    for (const entry of incident.entries.filter(({ kind }) => kind === 'note')) {
      expect(noted.find(({ text }) => text.endsWith(entry.text))?.occurredAt, entry.text).toBe(
        new Date(entry.at).toISOString(),
      );
    }
  });

  it('ST32 hands command over twice, each time by offer, brief, read-back and acceptance', () => {
    expect(events('floor.passed')).toHaveLength(2);
    expect(events('floor.offered').map((event) => (event.data as { brief: { trend: string } }).brief.trend)).toEqual([
      'worse',
      'steady',
    ]);
    for (const event of events('floor.passed'))
      expect((event.data as { readBack: string }).readBack.length).toBeGreaterThan(10);
  });

  it('ST36 gives the task to one person, who acknowledges and finishes it, and decides by go and no-go', () => {
    const said = (kind: string): string => incident.entries.find((entry) => entry.kind === kind)?.text ?? '';
    expect(events('tasks.assigned').map(({ data }) => (data as { what: string }).what)).toEqual([said('task')]);
    expect(events('tasks.acknowledged')).toHaveLength(1);
    expect(events('tasks.finished')).toHaveLength(1);
    expect(events('floor.passed').map(({ data }) => (data as { taken: string[] }).taken.length)).toEqual([1, 0]);
    expect(events('decisions.proceeded').map(({ data }) => data)).toMatchObject([
      { text: said('decision'), objections: [], missing: [] },
    ]);
  });

  it('ST33 lets promised updates come due and sends them, each external text drafted by comms and approved', () => {
    expect(events('updates.due').length).toBeGreaterThanOrEqual(2);
    const external = events('updates.posted')
      .map((event) => event.data as { audience: string; draft?: string; nextAt: string | null })
      .filter(({ audience }) => audience === 'external');
    expect(external).toHaveLength(incident.entries.filter(({ kind }) => kind === 'update').length);
    const approved = events('updates.approved').map((event) => (event.data as { draft: string }).draft);
    expect(external.map(({ draft }) => draft)).toEqual(approved);
    expect(external.at(-1)?.nextAt).toBeNull();
  });

  it('ST34 fills the scribe document, the same on both servers', async () => {
    const read = (base: string | undefined) =>
      get(`/api/rooms/${room()}/scribe?format=text`, base).then((answer) => answer.text());
    const document = await read(servers[0]);
    for (const entry of incident.entries.filter(({ kind }) => kind === 'note'))
      expect(document).toContain(asLine(entry));
    expect(await read(servers[1])).toBe(document);
  });

  it('ST35 without an address it starts two servers of its own and leaves nothing behind', async () => {
    const data = join(folder, 'own');
    mkdirSync(data);
    const { code, output: told } = await demo({ DATA_DIR: data, PORT: String(await freePort()) });
    expect({ code, told }).toMatchObject({
      code: 0,
      told: expect.stringMatching(/on http:\/\/localhost:\d+ and http:\/\/localhost:\d+/) as string,
    });
    expect(readdirSync(data)).toEqual([]);
  });

  /** One server of the Watchfloor in which the demo plays. */
  async function serve(data: string): Promise<string> {
    const port = await freePort();
    const address = `http://localhost:${port}`;
    const env = {
      ...environment,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: data,
      BOOTSTRAP_TOKEN: token,
      LOG_LEVEL: 'warn',
    };
    const child = spawn(process.execPath, ['dist/server/main.js'], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running.push(child);
    await until(
      'the server is ready',
      () =>
        fetch(new URL('/readyz', address), { signal: AbortSignal.timeout(1_000) }).then(
          (answer) => answer.ok,
          () => false,
        ),
      30_000,
    );
    return address;
  }
});

function demo(env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const script = env['WATCHFLOOR_URL'] === undefined ? ['scripts/demo.mjs'] : ['--import', 'tsx', 'demo/play.ts'];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, script, {
      cwd: ROOT,
      env: { ...environment, DEMO_SPEED: SPEED, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
    child.once('close', (code) => resolve({ code, output }));
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
