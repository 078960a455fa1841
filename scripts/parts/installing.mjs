/**
 * Programs that npm cannot install (a Redis, a browser): looked for on the PATH, else installed with the machine's
 * package manager.
 *
 *   found                                  ->  its path
 *   a terminal                             ->  asks, then installs
 *   no terminal, and the right to install  ->  installs
 *   otherwise                              ->  one sentence with the exact command for this system, exit 1
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Hindrance, quietly, tell } from './running.mjs';

/**
 * @typedef {object} Program
 * @property {string} what as a person calls it
 * @property {readonly string[]} names on the PATH, best first
 * @property {readonly string[]} [places] full paths outside the PATH
 * @property {Record<string, string>} packages by package manager
 */

/** By package manager: how it installs without asking, and whether only root may. */
const MANAGERS = {
  'apt-get': {
    install: ['apt-get', 'install', '-y', '--no-install-recommends'],
    update: ['apt-get', 'update'],
    root: true,
  },
  dnf: { install: ['dnf', 'install', '-y'], root: true },
  apk: { install: ['apk', 'add'], root: true },
  pacman: { install: ['pacman', '-S', '--noconfirm'], root: true },
  zypper: { install: ['zypper', '--non-interactive', 'install'], root: true },
  brew: { install: ['brew', 'install'], root: false },
};

/** @typedef {keyof typeof MANAGERS} ManagerName */

/** @param {Program} program */
function find({ names, places = [] }) {
  const onPath = names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
  return [...onPath, ...places].find(isProgram) ?? null;
}

/**
 * The path of the program, installed on the way if need be.
 * @param {Program} program
 * @returns {Promise<string>}
 */
export async function findOrInstall(program) {
  const found = find(program);
  if (found !== null) return found;
  const plan = planFor(program);
  if (plan === null)
    throw new Hindrance(
      `Watchfloor needs ${program.what} (${program.names.join(' or ')}) on the PATH; install it and start again.`,
    );
  if (!(await isAllowed(program, plan)))
    throw new Hindrance(`Watchfloor needs ${program.what}; install it with "${plan.asTyped}" and start again.`);
  await install(program, plan);
  const installed = find(program);
  if (installed === null)
    throw new Hindrance(`"${plan.asTyped}" ran, but there is still no ${program.names.join(' or ')} on the PATH.`);
  return installed;
}

/**
 * @typedef {object} Plan
 * @property {ManagerName} manager
 * @property {string[]} prefix "sudo", where root is needed and this is someone else
 * @property {string} name of the package
 * @property {string} asTyped the command as a person would type it
 */

/**
 * @param {Program} program
 * @param {(name: string) => boolean} [has] is there a program of this name
 * @param {boolean} [isRoot]
 * @returns {Plan | null}
 */
export function planFor(
  program,
  has = (name) => find({ what: name, names: [name], packages: {} }) !== null,
  isRoot = process.getuid?.() === 0,
) {
  const manager = /** @type {ManagerName | undefined} */ (
    Object.keys(MANAGERS).find((name) => has(name) && program.packages[name] !== undefined)
  );
  if (manager === undefined) return null;
  const name = program.packages[manager] ?? '';
  const prefix = MANAGERS[manager].root && !isRoot ? ['sudo'] : [];
  return {
    manager,
    prefix,
    name,
    asTyped: [
      ...prefix,
      ...MANAGERS[manager].install.filter((word) => !word.startsWith('-') || word === '-S'),
      name,
    ].join(' '),
  };
}

/**
 * @param {Program} program
 * @param {Plan} plan
 */
async function isAllowed({ what }, plan) {
  if (!process.stdin.isTTY) return plan.prefix.length === 0;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`  Watchfloor needs ${what}. Install it now with "${plan.asTyped}"? [Y/n] `);
  terminal.close();
  return /^(y|yes|)$/i.test(answer.trim());
}

/**
 * @param {Program} program
 * @param {Plan} plan
 */
async function install({ what }, { manager, prefix, name }) {
  const { install: words, ...more } = MANAGERS[manager];
  if (prefix.length > 0) spawnSync('sudo', ['-v'], { stdio: 'inherit' });
  const allow = holdServicesBack(manager, prefix);
  const run = (/** @type {string} */ doing, /** @type {readonly string[]} */ command) =>
    quietly(doing, [...prefix, ...command], { DEBIAN_FRONTEND: 'noninteractive' });
  try {
    if ('update' in more) await run('Reading the list of packages', more.update);
    await run(`Installing ${what}`, [...words, name]);
  } finally {
    allow();
  }
}

/**
 * Debian's packages start their service at once, and we don't want to start a Redis on the usual port. Debian's own way
 * to prevent that is a policy file that refuses service starts; it is there only during the installation.
 * @param {string} manager
 * @param {readonly string[]} prefix
 */
function holdServicesBack(manager, prefix) {
  const policy = '/usr/sbin/policy-rc.d';
  if (manager !== 'apt-get' || prefix.length > 0 || existsSync(policy)) return () => {};
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  tell('(its own service is not started)');
  return () => rmSync(policy, { force: true });
}

function isProgram(/** @type {string} */ path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
