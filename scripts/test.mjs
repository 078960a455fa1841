/**
 * `npm test`: everything that must hold, from a bare clone: types, lint, both builds, the law, the machine with real Redis, and the
 * windows in a real browser. The last line is `N passed, N failed`; the exit code is 0 only when nothing failed.
 *
 *   npm test                 all of it
 *   npm test -- law types    only these
 */
import './parts/node-version.mjs';

const { ROOT, script, tell } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');
const { chromiumBinary } = await import('./parts/chromium-binary.mjs');
const { check, tests } = await import('./parts/checks.mjs');

/** @type {Record<string, () => Promise<{passed: number, failed: number}>>} */
const CHECKS = {
  types: () => check('types', ['node_modules/typescript/bin/tsc', '--noEmit']),
  lint: () => check('lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']),
  law: () => tests('law'),
  machine: () => tests('machine'),
  windows: async () => tests('windows', { CHROMIUM_PATH: await chromiumBinary() }),
};

await script(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !Object.hasOwn(CHECKS, name));
  if (unknown !== undefined) {
    console.error(`There is no check "${unknown}"; there are ${Object.keys(CHECKS).join(', ')}.`);
    return 2;
  }
  process.chdir(ROOT);
  const names = asked.length > 0 ? asked : Object.keys(CHECKS);
  await prepare(names.some((name) => name === 'machine' || name === 'windows') ? ['redis', 'server', 'client'] : []);
  const total = { passed: 0, failed: 0 };
  for (const name of names) {
    tell(`· ${name}`);
    const { passed, failed } = await /** @type {() => Promise<{passed: number, failed: number}>} */ (CHECKS[name])();
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});
