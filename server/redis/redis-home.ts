/**
 * What is in the directory of the embedded Redis and what can be found out about it: where it listens, whether it
 * answers, whether its process still runs. Nothing is started or ended here.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';

export interface Address {
  readonly port: number;
  readonly password: string;
}

function connection({ port, password }: Address): Redis {
  const redis = new Redis({
    port,
    host: '127.0.0.1',
    password,
    lazyConnect: true,
    retryStrategy: () => null,
    commandTimeout: 1000,
    enableReadyCheck: false,
  });
  redis.on('error', () => {});
  return redis;
}

async function ask<Reply>(address: Address, question: (redis: Redis) => Promise<Reply>): Promise<Reply> {
  const redis = connection(address);
  try {
    await redis.connect();
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

/** Does the Redis of this very directory answer there? Another program's Redis on that port is a no. */
export async function answers(folder: string, address: Address): Promise<'yes' | 'loading' | 'no'> {
  try {
    const reply = (await ask(address, (redis) => redis.config('GET', 'dir'))) as unknown;
    return JSON.stringify(reply).includes(JSON.stringify(folder).slice(1, -1)) ? 'yes' : 'no';
  } catch (problem) {
    return /LOADING|timed out/.test(String(problem)) ? 'loading' : 'no';
  }
}

/** Is the Redis that last wrote its process id here still running, whether it answers or not? */
export async function isRunning(folder: string): Promise<boolean> {
  const pid = Number((await readFile(join(folder, 'redis.pid'), 'utf8').catch(() => '')).trim());
  if (!(pid > 0) || !isAlive(pid)) return false;
  // After a restart of the machine the same number may belong to any process.
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => nameByPs(pid));
  return /redis|valkey/.test(name);
}

async function nameByPs(pid: number): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export async function readAddress(folder: string): Promise<Address | null> {
  try {
    return JSON.parse(await readFile(join(folder, 'address.json'), 'utf8')) as Address;
  } catch {
    return null;
  }
}

export async function writeAddress(folder: string, address: Address): Promise<void> {
  const path = join(folder, 'address.json');
  await writeFile(`${path}.new`, JSON.stringify(address), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

export async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const free = await Promise.race([
    once(server, 'listening').then(() => true),
    once(server, 'error').then(() => false),
  ]).catch(() => false);
  server.close();
  return free;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
