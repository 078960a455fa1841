/**
 * How every journey ends: a picture of each screen when it failed, and when all are played the scene is struck. Apart from
 * journey.ts, because a bench sets scenes too and knows no test runner.
 */
import { afterAll, afterEach } from 'vitest';
import type { Scene } from './journey.ts';

/** `scene`: looked up then; undefined where it could not be set. */
export function strikesAfterwards(scene: () => Scene | undefined): void {
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await scene()?.theatre.pictures(task.name);
  });
  afterAll(async () => {
    await scene()?.strike();
  });
}
