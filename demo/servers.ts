/**
 * The demo's own Watchfloor, when none is named: two server processes on one store, in a folder of their own that is
 * deleted at the end.
 *
 * They are started like any server (environment, `node dist/server/main.js`) and polled until they are ready.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve as resolvePath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';

const READY_WITHIN_MS = 30_000;
const root = fileURLToPath(new URL('..', import.meta.url));

/** The Watchfloor to play in: its addresses (one or two), and an administrator's token. */
export interface Watchfloor {
  readonly addresses: readonly [string, ...string[]];
  readonly token: string;
  readonly isOurs: boolean;
  stop(): Promise<void>;
}

/** The one that the environment names. */
export function named(address: string, env: NodeJS.ProcessEnv): Watchfloor {
  const second = env['WATCHFLOOR_URL_2'];
  const token = env['BOOTSTRAP_TOKEN'];
  if (token === undefined || token === '')
    throw new Error('BOOTSTRAP_TOKEN must be the one that the Watchfloor at WATCHFLOOR_URL was started with.');
  return {
    addresses: second === undefined ? [address] : [address, second],
    token,
    isOurs: false,
    stop: () => Promise.resolve(),
  };
}

/** Two servers of our own. */
export async function started(env: NodeJS.ProcessEnv): Promise<Watchfloor> {
  const data = resolvePath(root, env['DATA_DIR'] ?? 'data');
  mkdirSync(data, { recursive: true });
  const folder = mkdtempSync(join(data, 'demo-'));
  const token = randomBytes(24).toString('hex');
  const children: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(children.map(ended));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const first = await serve(
      { ...env, DATA_DIR: folder, BOOTSTRAP_TOKEN: token, PORT: String(await freePort(Number(env['PORT'] ?? 3000))) },
      children,
    );
    const second = await serve(
      { ...env, DATA_DIR: folder, BOOTSTRAP_TOKEN: token, PORT: String(await freePort(0)) },
      children,
    );
    return { addresses: [first, second], token, isOurs: true, stop };
  } catch (problem) {
    await stop();
    throw problem;
  }
}

/** Starts one server and returns its address once it is ready. `--import` ends it when this process is killed. */
async function serve(env: NodeJS.ProcessEnv, children: ChildProcess[]): Promise<string> {
  const address = `http://localhost:${env['PORT']}`;
  const log = join(env['DATA_DIR'] ?? '', `server-${children.length + 1}.log`);
  const out = openSync(log, 'a');
  const watcher = new URL('../scripts/parts/with-parent.mjs', import.meta.url).href;
  const { WATCHFLOOR_URL: _url, PUBLIC_URL: _public, ...rest } = env;
  const child = spawn(process.execPath, ['--import', watcher, 'dist/server/main.js'], {
    cwd: root,
    env: rest,
    stdio: ['ignore', out, out, 'ipc'],
    detached: true,
  });
  closeSync(out);
  children.push(child);
  for (
    const giveUpAt = Date.now() + READY_WITHIN_MS;
    Date.now() < giveUpAt && child.exitCode === null;
    await wait(50)
  ) {
    if (await isReady(address)) return address;
  }
  throw new Error(`The server at ${address} did not get ready:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
}

function isReady(address: string): Promise<boolean> {
  return fetch(new URL('/readyz', address), { signal: AbortSignal.timeout(1_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
}

/** The preferred port if it is free, else any free one. */
function freePort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (problem) => (preferred === 0 ? reject(problem) : resolve(freePort(0))));
    probe.listen(preferred, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}
