/**
 * `npm test`: everything that must hold, from a bare clone: format, types, lint, unused exports, both builds, the
 * domain, the server with a real Redis, and the screens in a real browser. The last line is `N passed, N failed`; the
 * exit code is 0 only when nothing failed.
 *
 *   npm test                 all of it
 *   npm test -- domain types   only these
 */
import './parts/node-version.mjs';

const { ROOT, script } = await import('./parts/running.mjs');
const { prepare } = await import('./parts/prepare.mjs');
const { all, CHECKS } = await import('./parts/checks.mjs');

await script(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !Object.hasOwn(CHECKS, name));
  if (unknown !== undefined) {
    console.error(`There is no check "${unknown}"; there are ${Object.keys(CHECKS).join(', ')}.`);
    return 2;
  }
  process.chdir(ROOT);
  const names = asked.length > 0 ? asked : Object.keys(CHECKS);
  await prepare(
    names.some((name) => ['server', 'timed', 'browser'].includes(name)) ? ['redis', 'server', 'client'] : [],
  );
  const { passed, failed, failures } = await all(names);
  for (const failure of failures) console.error(`\nfailed in ${failure}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
