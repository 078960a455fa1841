/**
 * How much of the history stays loaded. A page that is open for days of an incident would grow with every line, and with
 * it the time that the next line takes. So the oldest lines go, while no one reads further up; they can be loaded again.
 */
import type { Commit } from '../../shared/envelope.ts';

const MOST_LOADED = 6_000;
const KEPT = 4_000;

export class LoadedHistory {
  #readers = 0;

  /** For someone who reads old lines: until the returned function is called, nothing that is loaded goes. */
  readonly hold = (): (() => void) => {
    this.#readers += 1;
    return () => void (this.#readers -= 1);
  };

  /** What is loaded once `fresh` has come after `commits`. */
  with(commits: readonly Commit[], fresh: readonly Commit[]): readonly Commit[] {
    const all = [...commits, ...fresh];
    return all.length > MOST_LOADED && this.#readers === 0 ? all.slice(-KEPT) : all;
  }
}
