/**
 * Kinds of tests, by what they need: the domain needs nothing; `server` starts real servers and a real Redis; `timed`
 * as well, and needs the machine to itself, because it waits for moments of the real clock or floods a server;
 * `browser` drives a real browser.
 */
import { defineConfig } from 'vitest/config';
import { StrayErrors } from './scripts/parts/stray-errors.mjs';
import { LongestFirst } from './test/support/longest-first.ts';

const built = {
  globalSetup: 'scripts/parts/built.mjs',
  testTimeout: 120_000,
  hookTimeout: 180_000,
};
/** Much of what they do is wait for a disk or a clock: with two files at a time two cores are idle for half of it. */
const waiting = { ...built, maxWorkers: 3 };
const alone = { ...built, fileParallelism: false };

/** `npm test` counts what was reported (scripts/parts/checks.mjs). */
const { WATCHFLOOR_REPORT: outputFile, WATCHFLOOR_STRAY_ERRORS: strays } = process.env;
const written = outputFile === undefined ? [] : [['json', { outputFile }] as ['json', object]];
const strayErrors = strays === undefined ? [] : [new StrayErrors(strays)];

const kind = (name: string, more: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.spec.ts`], ...more },
});

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    // Files of one worker share what they import: a third of a run went into importing the same again.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', ...written, ...strayErrors],
    projects: [kind('domain'), kind('server', waiting), kind('timed', alone), kind('browser', built)],
  },
});
