/**
 * `npm start` as a person uses it: in a clone that was moved, twice, stopped by Ctrl-C and killed. The clone uses the
 * packages of this one, so that no network is needed; everything else is built there.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/server/ports.ts';
import { until } from '../support/server/private-redis.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CARRIED = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.config.ts',
  'shared',
  'server',
  'client',
  'scripts',
];
const clone = mkdtempSync(join(tmpdir(), 'watchfloor moved '));
const running: ChildProcess[] = [];

beforeAll(() => {
  for (const path of CARRIED) cpSync(join(ROOT, path), join(clone, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
});
afterAll(async () => {
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(running.map(exitOf));
  rmSync(clone, { recursive: true, force: true });
});

describe.sequential('npm start', () => {
  it('ST20 starts from a bare clone, in a folder of any name, and prints its address and a welcome link', async () => {
    const start = await run();
    expect(start.output).toMatch(/Building the server/);
    expect(start.output).toMatch(/Building the browser part/);
    expect(start.output).toContain(start.address);
    await until('the welcome link is printed', () => start.output.includes(`${start.address}/welcome/`));
    const page = await fetch(start.address);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    start.child.kill('SIGINT');
    expect(await exitOf(start.child)).toBe(0);
    await expect(fetch(new URL('/healthz', start.address))).rejects.toThrow();
  });

  it('ST21 a second start installs and builds nothing and finds everything again', async () => {
    const start = await run();
    expect(start.output).not.toMatch(/Building|Installing/);
    start.child.kill('SIGTERM');
    expect(await exitOf(start.child)).toBe(0);
  });

  it('ST22 a start that is killed without warning leaves no server behind', async () => {
    const start = await run();
    start.child.kill('SIGKILL');
    await exitOf(start.child);
    await expect
      .poll(
        () =>
          fetch(new URL('/healthz', start.address)).then(
            () => 'there',
            () => 'gone',
          ),
        { timeout: 15_000 },
      )
      .toBe('gone');
    await expect.poll(() => existsSync(join(clone, 'dist', '.preparing'))).toBe(false);
  });
});

interface Start {
  readonly child: ChildProcess;
  readonly address: string;
  readonly output: string;
}

/** Starts, and waits until it is ready. */
async function run(): Promise<Start> {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const { REDIS_URL: _named, ...env } = process.env;
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: clone,
    env: { ...env, PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: '', DATA_DIR: join(clone, 'kept'), NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const ready = until(
    'it is ready',
    () => {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
      return fetch(new URL('/readyz', address), { signal: AbortSignal.timeout(1_000) }).then(
        (answer) => answer.ok,
        () => false,
      );
    },
    100_000,
  );
  await ready.catch((problem: unknown) => Promise.reject(new Error(`${String(problem)}; it printed:\n${output}`)));
  await expect.poll(() => output).toContain(address);
  return {
    child,
    address,
    get output() {
      return output;
    },
  };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve));
}
