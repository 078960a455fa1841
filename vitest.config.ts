/**
 * Three kinds of tests, by what they need: the law needs nothing and runs side by side; the machine starts real servers and a real
 * Redis, so its files take turns; the windows drive a real browser. A new spec belongs to the law until it is named here.
 */
import { defineConfig } from 'vitest/config';

const WINDOWS = ['journeys*', 'screens*'];
const MACHINE = [
  'room-log*',
  'hosted-room*',
  'rooms*',
  'clock*',
  'alarm*',
  'door*',
  'http*',
  'access*',
  'presence*',
  'hostile*',
  'convergence*',
  'faults*',
  'scribe-*',
  'attachments-*',
  'embedded-redis*',
  'starting*',
  'shipping*',
  'sizes*',
  'demo*',
  'main*',
];
const files = (names: readonly string[]) => names.map((name) => `test/${name}.spec.ts`);

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'law', include: ['test/*.spec.ts'], exclude: files([...MACHINE, ...WINDOWS]) } },
      {
        extends: true,
        test: {
          name: 'machine',
          include: files(MACHINE),
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'windows',
          include: files(WINDOWS),
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
