/**
 * `npm run check`: everything that can be checked without a server and a browser: the tests of the domain on one core;
 * format, types, lint and unused exports on the other.
 */
import './parts/node-version.mjs';

const { ROOT, script } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');
const { all } = await import('./parts/checks.mjs');

await script(async () => {
  process.chdir(ROOT);
  await prepare([]);
  const [domain, rest] = await Promise.all([all(['domain']), all(['format', 'types', 'lint', 'exports'])]);
  const failed = domain.failed + rest.failed;
  console.log(`${domain.passed + rest.passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
