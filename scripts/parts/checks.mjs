/**
 * How `npm test` runs one check and counts it: a tool is one check that passes or fails; a test project counts its
 * tests. A run that breaks without any failed test (a file that does not load, a crash) counts as one failure, never as
 * none.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumBinary } from './chromium-binary.mjs';
import { ROOT, tell } from './running.mjs';

/**
 * What was counted, and per failure its name with the beginning of what was said: they are told again at the end, because
 * whoever reads the last lines of a long run has not seen where it failed.
 * @typedef {{passed: number, failed: number, failures: readonly string[]}} Count
 */

/** Signs of a failure's message that are told again. */
const TOLD_AGAIN = 1000;

/**
 * Everything that must hold, by name, in the order in which it is tried.
 * @type {Readonly<Record<string, () => Promise<Count>>>}
 */
export const CHECKS = {
  format: () => check('format', ['node_modules/oxfmt/bin/oxfmt', '--check']),
  types: () => check('types', ['node_modules/typescript/bin/tsc', '--noEmit']),
  lint: () => check('lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']),
  exports: () => check('exports', ['node_modules/knip/bin/knip.js', '--no-progress']),
  domain: () => tests('domain'),
  server: () => tests('server'),
  timed: () => tests('timed'),
  browser: async () => tests('browser', { CHROMIUM_PATH: await chromiumBinary() }),
};

/**
 * Runs these one after another.
 * @param {readonly string[]} names of CHECKS
 * @returns {Promise<Count>}
 */
export async function all(names) {
  /** @type {{passed: number, failed: number, failures: string[]}} */
  const total = { passed: 0, failed: 0, failures: [] };
  for (const name of names) {
    tell(`· ${name}`);
    const { passed, failed, failures } = await /** @type {() => Promise<Count>} */ (CHECKS[name])();
    total.passed += passed;
    total.failed += failed;
    total.failures.push(...failures.map((failure) => `${name}: ${failure}`));
  }
  return total;
}

/**
 * @param {string} name
 * @param {readonly string[]} args for node
 * @returns {Promise<Count>}
 */
async function check(name, args) {
  const code = await run(args);
  if (code !== 0) console.error(`  ${name} failed`);
  return code === 0
    ? { passed: 1, failed: 0, failures: [] }
    : { passed: 0, failed: 1, failures: [`ended with ${code}`] };
}

/**
 * @param {string} project of vitest.config.ts
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Count>}
 */
async function tests(project, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-'));
  const report = join(folder, 'report.json');
  const strays = join(folder, 'strays.json');
  try {
    const code = await run(['node_modules/vitest/vitest.mjs', 'run', '--project', project], {
      ...env,
      WATCHFLOOR_REPORT: report,
      WATCHFLOOR_STRAY_ERRORS: strays,
    });
    const { passed, failed, failures } = counted(report);
    const said = [...failures, ...(existsSync(strays) ? JSON.parse(readFileSync(strays, 'utf8')) : [])];
    if (code !== 0 && said.length === 0) said.push(`ended with ${code}, no test failed`);
    return { passed, failed: Math.max(failed, said.length), failures: said.map((text) => text.slice(0, TOLD_AGAIN)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} report
 * @returns {Count}
 */
function counted(report) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    return {
      passed: Number(numPassedTests),
      failed: Number(numFailedTests),
      failures: testResults.flatMap(failuresOf),
    };
  } catch {
    return { passed: 0, failed: 1, failures: ['wrote no report'] };
  }
}

/** @param {{name: string, message?: string, assertionResults: readonly {status: string, fullName: string, failureMessages: readonly string[]}[]}} file */
function failuresOf(file) {
  const tests = file.assertionResults.filter(({ status }) => status === 'failed');
  const said = tests.map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join('\n')}`);
  if (said.length === 0 && file.message) said.push(`${file.name}\n${file.message}`);
  return said;
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
function run(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
