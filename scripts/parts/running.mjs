/**
 * How a script runs another program: quietly, with one line of progress, its output kept in case it fails; or
 * as the one long-lived child of a script, which gets the stop signal exactly once and is waited for.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The folder of this clone. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** A problem that one sentence explains; a script ends with it and no stack. */
export class Hindrance extends Error {}

/** @param {string} line */
export const tell = (line) => console.log(`  ${line}`);

/**
 * Runs a program to its end. Fails with what it printed.
 * @param {string} doing a line such as "Installing dependencies"
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} [env] in addition to this process's own
 */
export async function quietly(doing, command, env = {}) {
  tell(`${doing} …`);
  const began = Date.now();
  const { code, output } = await collect(command, env);
  if (code !== 0) throw new Hindrance(`${doing} failed (${command.join(' ')}):\n\n${output.trim()}\n`);
  tell(`  done in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/**
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{code: number, output: string}>}
 */
function collect([program = '', ...rest], env) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, rest, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    child.once('error', (problem) => resolve({ code: 127, output: problem.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a Node program in this terminal until it ends, and returns its exit code.
 *
 *   Ctrl-C or SIGTERM here  ->  one SIGTERM to the child  ->  waits until it has drained
 *   this process killed     ->  the channel breaks        ->  the child stops itself (with-parent.mjs)
 *
 * The child has its own process group: the terminal's Ctrl-C would otherwise reach it a second time.
 * @param {readonly string[]} args for node
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function foreground(args, env = {}) {
  const watcher = new URL('with-parent.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', watcher, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    child.kill('SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(code ?? (signal === null ? 1 : stopping ? 0 : 128 + constants.signals[signal])),
    );
  });
}

/**
 * Runs a script: a hindrance prints one sentence and exits with 1; anything else is a bug and prints its stack.
 * @param {() => Promise<number | void>} story returns the exit code
 */
export async function script(story) {
  try {
    process.exitCode = (await story()) ?? 0;
  } catch (problem) {
    if (!(problem instanceof Hindrance)) throw problem;
    console.error(problem.message);
    process.exitCode = 1;
  }
}
