/**
 * How every journey ends: a picture of each screen when it failed, and when all are played the fixture is struck. Apart
 * from browser/room.ts, because a bench sets scenes too and knows no test runner.
 */
import { afterAll, afterEach } from 'vitest';
import type { Fixture } from './room.ts';

/** `fixture`: looked up then; undefined where it could not be set. */
export function strikesAfterwards(fixture: () => Fixture | undefined): void {
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await fixture()?.testBrowser.pictures(task.name);
  });
  afterAll(async () => {
    await fixture()?.strike();
  });
}
