/**
 * The end of every journey: screenshots of each person when it failed, and after all of them the fixture is taken down.
 * Separate from browser/room.ts, because a bench uses that file without a test runner.
 */
import { afterAll, afterEach } from 'vitest';
import type { Fixture } from './room.ts';

/** `fixture`: read at that time; undefined if it could not be set up. */
export function strikesAfterwards(fixture: () => Fixture | undefined): void {
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await fixture()?.testBrowser.pictures(task.name);
  });
  afterAll(async () => {
    await fixture()?.strike();
  });
}
