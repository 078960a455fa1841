/**
 * The counts of this process, as Prometheus text. Labels are ours (an outcome, a reason), never a name, a room or a
 * text from outside.
 */
import { createHistogram } from 'node:perf_hooks';

const HELP = {
  watchfloor_commands_total: 'Commands answered, by outcome.',
  watchfloor_connections_total: 'Sockets admitted.',
  watchfloor_turned_away_total: 'Sockets and requests turned away, by reason.',
  watchfloor_rewound_total: 'Clients whose position was not on the log.',
  watchfloor_slow_readers_total: 'Sockets that fell behind, by what was done.',
  watchfloor_consumer_failures_total: 'Times that a consumer failed on a log and will be tried again, by consumer.',
  watchfloor_errors_total: 'Unexpected errors.',
} as const;
export type Counter = keyof typeof HELP;

export class Metrics {
  readonly #counts = new Map<string, number>();
  readonly #gauges = new Map<string, { help: string; read: () => number }>();

  count(counter: Counter, label?: { readonly [name: string]: string }): void {
    const key = `${counter}${labelled(label)}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
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
    return `${[...counters, ...gauges].join('\n')}\n`;
  }
}

function labelled(label?: { readonly [name: string]: string }): string {
  if (label === undefined) return '';
  return `{${Object.entries(label)
    .map(([name, value]) => `${name}="${value.replace(/[^\w.-]/g, '_')}"`)
    .join(',')}}`;
}

const BEAT_MS = 10;

/** How late this process does what it has to do: anything that holds up everyone shows here. Returns how to stop. */
export function watchLoop(metrics: Metrics): () => void {
  // Not the one that Node has ready: reading that one again makes it miss the delay under way.
  const late = createHistogram();
  let dueMs = performance.now() + BEAT_MS;
  const beat = setInterval(() => {
    late.record(Math.max(1, Math.round((performance.now() - dueMs) * 1000)));
    dueMs = performance.now() + BEAT_MS;
  }, BEAT_MS);
  beat.unref();
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
  return () => clearInterval(beat);
}
