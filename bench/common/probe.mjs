/**
 * Loaded into every server under test before its own program: answers the bench how much memory is in use after a
 * collection, and how long its main thread was blocked at most. Costs nothing until it is asked.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  /** @type {Record<string, () => object>} */
  const answers = {
    memory: () => {
      for (let times = 0; times < 3; times += 1) globalThis.gc?.();
      const { heapUsed, external, rss } = process.memoryUsage();
      return { used: heapUsed + external, rss };
    },
    watch: () => {
      delay.reset();
      delay.enable();
      return {};
    },
    blocked: () => {
      delay.disable();
      return { longestMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6 };
    },
  };
  process.on('message', (/** @type {string} */ question) => process.send?.(answers[question]?.() ?? {}));
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel?.unref();
}
