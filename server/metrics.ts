/**
 * The counts of this process, as Prometheus text. Labels are ours (an outcome, a reason), never a name, a room or a
 * text from outside.
 */
import { createHistogram, performance } from 'node:perf_hooks';

const HELP = {
  watchfloor_commands_total: 'Commands answered, by outcome.',
  watchfloor_appends_total:
    'Appends to logs, by outcome: appended, moved (another server wrote first, so it was judged again), known (written before), late.',
  watchfloor_commits_total: 'Commits that this server has written.',
  watchfloor_connections_total: 'Sockets admitted.',
  watchfloor_turned_away_total: 'Sockets and requests turned away, by reason.',
  watchfloor_rewound_total: 'Clients whose position was not on the log.',
  watchfloor_slow_readers_total: 'Sockets that fell behind, by what was done.',
  watchfloor_consumer_failures_total: 'Times that a consumer failed on a log and will be tried again, by consumer.',
  watchfloor_errors_total: 'Unexpected errors.',
} as const;
export type Counter = keyof typeof HELP;

/** Durations in seconds: what each says, and the upper bounds by which it is counted. */
const HISTOGRAMS = {
  watchfloor_append_seconds: {
    help: 'How long an append to a log took, until it was on disk.',
    bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  },
  watchfloor_timer_late_seconds: {
    help: 'How late a log heard that one of its deadlines was reached.',
    bounds: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
  },
} as const;
export type Histogram = keyof typeof HISTOGRAMS;

/** How many were at most as long as each bound and longer than the one before; the last place is for all longer ones. */
class Durations {
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = [...bounds, Infinity].map(() => 0);
  }

  add(seconds: number): void {
    const at = this.#bounds.findIndex((bound) => seconds <= bound);
    const place = at === -1 ? this.#bounds.length : at;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#sum += seconds;
  }

  lines(name: string): readonly string[] {
    let count = 0;
    const buckets = [...this.#bounds, '+Inf'].map((bound, at) => {
      count += this.#counts[at] ?? 0;
      return `${name}_bucket{le="${bound}"} ${count}`;
    });
    return [...buckets, `${name}_sum ${this.#sum}`, `${name}_count ${count}`];
  }
}

export class Metrics {
  readonly #counts = new Map<string, number>();
  readonly #gauges = new Map<string, { help: string; read: () => number }>();
  readonly #durations = new Map(
    Object.entries(HISTOGRAMS).map(([name, { bounds }]) => [name, new Durations(bounds)] as const),
  );

  count(counter: Counter, label?: { readonly [name: string]: string }, by = 1): void {
    const key = `${counter}${labelled(label)}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + by);
  }

  took(histogram: Histogram, seconds: number): void {
    this.#durations.get(histogram)?.add(seconds);
  }

  /** A value that is read whenever it is asked for. */
  gauge(name: string, help: string, read: () => number): void {
    this.#gauges.set(name, { help, read });
  }

  text(): string {
    const counters = Object.entries(HELP).flatMap(([name, help]) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} counter`,
      ...[...this.#counts]
        .filter(([key]) => key === name || key.startsWith(`${name}{`))
        .map(([key, value]) => `${key} ${value}`),
    ]);
    const gauges = [...this.#gauges].flatMap(([name, { help, read }]) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} gauge`,
      `${name} ${read()}`,
    ]);
    const histograms = Object.entries(HISTOGRAMS).flatMap(([name, { help }]) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} histogram`,
      ...(this.#durations.get(name)?.lines(name) ?? []),
    ]);
    return `${[...counters, ...gauges, ...histograms].join('\n')}\n`;
  }
}

/** How an append to a log came out, how many commits were in it, and how long it took. */
export function countAppend(
  metrics: Metrics,
  { outcome, commits, tookMs }: { outcome: string; commits: number; tookMs: number },
): void {
  metrics.count('watchfloor_appends_total', { outcome });
  metrics.took('watchfloor_append_seconds', tookMs / 1000);
  if (outcome === 'appended') metrics.count('watchfloor_commits_total', undefined, commits);
}

function labelled(label?: { readonly [name: string]: string }): string {
  if (label === undefined) return '';
  return `{${Object.entries(label)
    .map(([name, value]) => `${name}="${value.replace(/[^\w.-]/g, '_')}"`)
    .join(',')}}`;
}

const BEAT_MS = 10;
/** Looking costs something too: a loop that is almost always idle is looked at less often. */
const IDLE_BEAT_MS = 100;
const IDLE_BELOW = 0.1;

/** How late this process does what it has to do: anything that holds up everyone shows here. Returns how to stop. */
export function watchLoop(metrics: Metrics): () => void {
  // Not the one that Node has ready: reading that one again makes it miss the delay under way.
  const late = createHistogram();
  let [dueMs, before] = [0, performance.eventLoopUtilization()];
  let beat: NodeJS.Timeout;
  const next = (): void => {
    const used = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(used, before);
    before = used;
    const inMs = utilization < IDLE_BELOW ? IDLE_BEAT_MS : BEAT_MS;
    dueMs = performance.now() + inMs;
    beat = setTimeout(() => {
      late.record(Math.max(1, Math.round((performance.now() - dueMs) * 1000)));
      next();
    }, inMs).unref();
  };
  next();
  let read = performance.eventLoopUtilization();
  metrics.gauge(
    'watchfloor_loop_use',
    'Share of the time in which the event loop was busy since this was read.',
    () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, read);
      read = now;
      return utilization;
    },
  );
  const seconds = (micros: number): number => (late.count === 0 ? 0 : micros / 1e6);
  metrics.gauge(
    'watchfloor_loop_delay_p99_seconds',
    'How late the event loop was, 99th percentile since these counts were read last.',
    () => seconds(late.percentile(99)),
  );
  metrics.gauge('watchfloor_loop_delay_max_seconds', 'How late it was at most since then.', () => {
    const most = seconds(late.max);
    late.reset();
    return most;
  });
  return () => clearTimeout(beat);
}
