/**
 * How `npm test` runs one check and counts it: a tool is one check that passes or fails; a test project counts its
 * tests. A run that breaks without any failed test (a file that does not load, a crash) counts as one failure, never as
 * none.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumBinary } from './chromium-binary.mjs';
import { ROOT, tell } from './running.mjs';

/** @typedef {{passed: number, failed: number}} Count */

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
  const total = { passed: 0, failed: 0 };
  for (const name of names) {
    tell(`· ${name}`);
    const { passed, failed } = await /** @type {() => Promise<Count>} */ (CHECKS[name])();
    total.passed += passed;
    total.failed += failed;
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
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {string} project of vitest.config.ts
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Count>}
 */
async function tests(project, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-'));
  const report = join(folder, 'report.json');
  try {
    const code = await run(
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      env,
    );
    const { passed, failed } = counted(report);
    return { passed, failed: code === 0 ? failed : Math.max(failed, 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} report */
function counted(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: Number(numPassedTests), failed: Number(numFailedTests) };
  } catch {
    return { passed: 0, failed: 1 };
  }
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
