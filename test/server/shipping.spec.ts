/**
 * How Watchfloor reaches a machine: the scripts' own decisions, the lockfile, and the container files, all without a
 * network. The scripts are executed unchanged; only folders of this test are touched.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { areInstalled } from '../../scripts/parts/dependencies.mjs';
import { fingerprintOf } from '../../scripts/parts/build.mjs';
import { planFor } from '../../scripts/parts/installing.mjs';
import { isNewEnough } from '../../scripts/parts/node-version.mjs';
import { REDIS } from '../../scripts/parts/redis-binary.mjs';
import { readConfig } from '../../server/config/config.ts';
import { connectForRequests } from '../../server/log/redis.ts';
import { freePort } from '../support/server/ports.ts';
import { until } from '../support/server/private-redis.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'watchfloor-shipping-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('starting', () => {
  it('ST1 asks for the Node that package.json names, and for nothing newer', () => {
    expect(['18.20.0', '20.9.1', '20.18.9'].map((version) => isNewEnough(version))).toEqual([false, false, false]);
    expect(['20.19.0', '20.20.2', '22.1.0'].map((version) => isNewEnough(version))).toEqual([true, true, true]);
  });

  it('ST2 of several starts in one folder one prepares at a time; a start that died blocks no one', async () => {
    const lock = join(folder, 'lock');
    mkdirSync(lock);
    writeFileSync(join(lock, 'owner'), String(spawnSync(process.execPath, ['-e', '']).pid));
    const inside = join(folder, 'inside');
    const program = `
      import { mkdirSync, rmdirSync } from 'node:fs';
      import { alone } from ${JSON.stringify(new URL('../../scripts/parts/lock.mjs', import.meta.url).href)};
      for (let round = 0; round < 5; round++) await alone(${JSON.stringify(lock)}, async () => {
        mkdirSync(${JSON.stringify(inside)});
        await new Promise((go) => setTimeout(go, 5));
        rmdirSync(${JSON.stringify(inside)});
      });`;
    const codes = await Promise.all(
      [1, 2, 3, 4].map(() =>
        ended(spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' })),
      ),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
  });

  it('ST3 rebuilds for changed content and never for a changed file time', () => {
    const sources = join(folder, 'sources');
    mkdirSync(join(sources, 'law'), { recursive: true });
    writeFileSync(join(sources, 'law', 'a.ts'), 'one');
    const first = fingerprintOf(sources, ['law', 'absent']);
    utimesSync(join(sources, 'law', 'a.ts'), 1, 1);
    expect(fingerprintOf(sources, ['law', 'absent'])).toBe(first);
    writeFileSync(join(sources, 'law', 'b.ts'), '');
    const second = fingerprintOf(sources, ['law', 'absent']);
    writeFileSync(join(sources, 'law', 'a.ts'), 'two');
    expect(new Set([first, second, fingerprintOf(sources, ['law', 'absent'])]).size).toBe(3);
  });

  it('ST4 installs packages only when those here are not those of the lockfile', () => {
    expect(areInstalled(ROOT)).toBe(true);
    const clone = join(folder, 'clone');
    mkdirSync(clone);
    cpSync(join(ROOT, 'package-lock.json'), join(clone, 'package-lock.json'));
    expect(areInstalled(clone)).toBe(false);
    const lock = {
      packages: {
        '': {},
        'node_modules/a': { version: '1.0.0' },
        'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['none'] },
      },
    };
    install(clone, lock, { 'node_modules/a': { version: '1.0.0' } });
    expect(areInstalled(clone)).toBe(true);
    install(clone, lock, { 'node_modules/a': { version: '1.0.1' } });
    expect(areInstalled(clone)).toBe(false);
    install(clone, lock, {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/elsewhere': { version: '1.0.0', os: ['none'] },
    });
    expect(areInstalled(clone)).toBe(false);
  });

  it('ST5 names the exact command of this system for a missing Redis', () => {
    const on = (manager: string, isRoot: boolean) => planFor(REDIS, (name) => name === manager, isRoot)?.asTyped;
    expect(on('apt-get', false)).toBe('sudo apt-get install redis-server');
    expect(on('apt-get', true)).toBe('apt-get install redis-server');
    expect(on('dnf', false)).toBe('sudo dnf install valkey');
    expect(on('apk', true)).toBe('apk add redis');
    expect(on('pacman', false)).toBe('sudo pacman -S valkey');
    expect(on('brew', false)).toBe('brew install redis');
    expect(on('none', false)).toBeUndefined();
  });

  it('ST6 without a Redis and without a way to get one it says so in one sentence and exits with 1', () => {
    const { REDIS_URL: _named, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/start.mjs')], {
      env: { ...env, PATH: join(folder, 'empty') },
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trim()).toBe(
      'Watchfloor needs Redis (redis-server or valkey-server) on the PATH; install it and start again.',
    );
  });
});

describe('shipping', () => {
  it('ST10 pins every package exactly, and the lockfile names no address', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { resolved?: string; integrity?: string }>;
    };
    for (const [path, entry] of Object.entries(packages)) {
      expect(entry.resolved, path).toBeUndefined();
      if (path !== '') expect(entry.integrity, path).toMatch(/^sha\d+-/);
    }
  });

  it('ST11 the container image is built in two stages, runs node as a user without rights, and can be asked for its health', () => {
    const lines = instructions(read('Dockerfile'));
    const of = (name: string) => lines.filter(([word]) => word === name).map(([, rest]) => rest);
    expect(of('FROM').map((image) => image.replace(/@sha256:[0-9a-f]+/, ''))).toEqual([
      'node:22.20.0-slim AS build',
      'node:22.20.0-slim',
    ]);
    expect(of('USER')).toEqual(['node']);
    expect(of('CMD').map((value) => JSON.parse(value) as string[])).toEqual([['node', 'dist/server/main.js']]);
    expect(of('HEALTHCHECK')[0]).toContain('/healthz');
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD'];
    expect(lines.filter(([word]) => !known.includes(word))).toEqual([]);
  });

  it('ST12 the image gets every file that its build copies, and no other', () => {
    const copied = instructions(read('Dockerfile'))
      .filter(([word, rest]) => word === 'COPY' && !rest.startsWith('--from'))
      .flatMap(([, rest]) => rest.split(' ').slice(0, -1));
    const admitted = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    expect(read('.dockerignore').split('\n')[0]).toBe('*');
    expect([...copied].sort()).toEqual([...admitted].sort());
  });

  it('ST13 the composed Redis keeps what was acknowledged, on a volume, and is asked for its health', () => {
    const { services, volumes } = compose();
    const command = services.redis?.command ?? [];
    const setting = (name: string) => command[command.indexOf(name) + 1];
    expect([setting('--appendonly'), setting('--appendfsync'), setting('--maxmemory-policy'), setting('--hz')]).toEqual(
      ['yes', 'always', 'noeviction', '100'],
    );
    expect(services.redis?.volumes).toEqual(['redis:/data']);
    expect(Object.keys(volumes)).toEqual(['redis']);
    expect(services.redis?.healthcheck?.test).toEqual(['CMD', 'redis-cli', 'ping']);
  });

  it('ST14 the composed server can be scaled: a range of ports, no fixed name, one Redis', () => {
    const { server } = compose().services;
    expect(server?.ports).toEqual(['127.0.0.1:3000-3009:3000']);
    expect(server).not.toHaveProperty('container_name');
    expect(server?.environment).toMatchObject({ REDIS_URL: 'redis://redis:6379', HOST: '0.0.0.0' });
    expect(server?.depends_on).toEqual({ redis: { condition: 'service_healthy' } });
  });

  it('ST61 every image is an exact version, and each container runs without root, without rights to gain and with nothing to write on but its data', () => {
    const { redis, server } = compose().services;
    const images = [
      redis?.image ?? '',
      ...instructions(read('Dockerfile'))
        .filter(([word]) => word === 'FROM')
        .map(([, rest]) => rest.split(' ')[0] ?? ''),
    ];
    for (const image of images) expect(image).toMatch(/^[a-z]+:\d+\.\d+\.\d+-[a-z]+(@sha256:[0-9a-f]{64})?$/);
    expect([redis?.user, server?.user]).toEqual(['redis', 'node']);
    for (const service of [redis, server])
      expect(service).toMatchObject({
        read_only: true,
        tmpfs: ['/tmp'],
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    for (const service of [redis, server])
      for (const risk of ['privileged', 'cap_add', 'network_mode', 'pid']) expect(service).not.toHaveProperty(risk);
    expect(server).not.toHaveProperty('volumes');
  });

  it('ST65 every image is pinned to exact bytes, and both stages start from the same', () => {
    const bases = instructions(read('Dockerfile'))
      .filter(([word]) => word === 'FROM')
      .map(([, rest]) => rest.split(' ')[0] ?? '');
    for (const image of [compose().services.redis?.image ?? '', ...bases])
      expect(image).toMatch(/:\d+\.\d+\.\d+-[a-z]+@sha256:[0-9a-f]{64}$/);
    expect(new Set(bases).size).toBe(1);
  });

  it('ST62 the Redis in docker-compose.yml has a password that comes from the environment and is on no command line; without it nothing starts', async () => {
    const { redis, server } = compose().services;
    const needed = /^\$\{REDIS_PASSWORD:\?.+\}$/;
    expect(redis?.environment?.['REDISCLI_AUTH']).toMatch(needed);
    expect(server?.environment?.['REDIS_PASSWORD']).toMatch(needed);
    expect(server?.environment?.['REDIS_URL']).not.toContain('@');
    const port = await freePort();
    const [shell = '', ...args] = (redis?.command ?? []).map((word) => word.replaceAll('$$', '$'));
    const store = spawn(shell, [...args, '--port', String(port), '--bind', '127.0.0.1', '--dir', folder], {
      env: { ...process.env, REDISCLI_AUTH: 'a secret: % and @' },
      stdio: 'ignore',
    });
    const asks = (password?: string): string =>
      spawnSync('redis-cli', ['-p', String(port), 'ping'], {
        env: { ...process.env, ...(password === undefined ? {} : { REDISCLI_AUTH: password }) },
        encoding: 'utf8',
      }).stdout.trim();
    await until('Redis answers to the password', () => asks('a secret: % and @') === 'PONG');
    expect(asks()).toContain('NOAUTH');
    const config = readConfig({ REDIS_URL: `redis://127.0.0.1:${port}`, REDIS_PASSWORD: 'a secret: % and @' });
    const client = connectForRequests(config.redis.url ?? '');
    await once(client, 'ready');
    expect(await client.ping()).toBe('PONG');
    // Asked to stop, because the process that was started is its shell, and killing that would leave it running.
    const gone = once(store, 'exit');
    await client.shutdown('NOSAVE').catch(() => undefined);
    client.disconnect();
    await gone;
    expect(() => readConfig({ REDIS_PASSWORD: 'x' })).toThrow('REDIS_PASSWORD is set without REDIS_URL');
  });
});

interface Service {
  image?: string;
  user?: string;
  command?: string[];
  volumes?: string[];
  ports?: string[];
  healthcheck?: { test: string[] };
  environment?: Record<string, string | null>;
  depends_on?: object;
}

function compose(): { services: Record<string, Service>; volumes: object } {
  return parse(read('docker-compose.yml'), { strict: true }) as { services: Record<string, Service>; volumes: object };
}

/** A Dockerfile's instructions: without comments, continued lines joined. */
function instructions(text: string): [string, string][] {
  const joined = text.replace(/^#.*\n/gm, '').replace(/\\\n\s*/g, '');
  return joined
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);
}

function install(clone: string, lock: object, installed: Record<string, object>): void {
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify(lock));
  for (const path of Object.keys(installed)) mkdirSync(join(clone, path), { recursive: true });
  for (const path of Object.keys(installed)) writeFileSync(join(clone, path, 'package.json'), '{}');
  writeFileSync(join(clone, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
}

function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}
