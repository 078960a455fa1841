/**
 * The newest answer to a question in the loaded history: who moved command last, which offer ended last. The history is
 * read backwards once; after that only what is new is read, however long the history is.
 */
import type { Commit } from '../../shared/envelope.ts';

/** What a commit says about it; undefined: nothing, so that the one before is asked. Null ends the search too. */
export type Find<Found> = (commit: Commit) => Found | null | undefined;

export class Latest<Found> {
  readonly #find: Find<Found>;
  #first: Commit | undefined;
  #last: Commit | undefined;
  #found: Found | null | undefined;

  constructor(find: Find<Found>) {
    this.#find = find;
  }

  /** `commits`: without a gap, oldest first; the next time with more at either end, with fewer, or replaced. */
  of(commits: readonly Commit[]): Found | null {
    const known = this.#last === undefined ? -1 : commits.lastIndexOf(this.#last);
    const fresh = this.#search(commits.slice(known + 1));
    if (fresh !== undefined) this.#found = fresh;
    else if (known === -1) this.#found = undefined;
    else if (this.#found === undefined && this.#first !== undefined)
      this.#found = this.#search(commits.slice(0, Math.max(0, commits.indexOf(this.#first))));
    [this.#first, this.#last] = [commits[0], commits.at(-1)];
    return this.#found ?? null;
  }

  #search(commits: readonly Commit[]): Found | null | undefined {
    for (const commit of commits.toReversed()) {
      const found = this.#find(commit);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
