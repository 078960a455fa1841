/**
 * What is started, so that it can be stopped: in reverse, each one even if another fails, all of it once however often it is asked.
 */
import { told, type Journal } from './journal.ts';

export class Stations {
  readonly #journal: Journal;
  readonly #stops: Array<{ readonly name: string; readonly stop: () => unknown }> = [];
  #stopped: Promise<void> | null = null;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Remembers how to stop it; answers the thing itself. */
  add<Thing>(name: string, thing: Thing, stop: (thing: Thing) => unknown): Thing {
    this.#stops.push({ name, stop: () => stop(thing) });
    return thing;
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll(): Promise<void> {
    for (const { name, stop } of this.#stops.reverse()) {
      try {
        await stop();
      } catch (problem) {
        this.#journal.warn('stop.failed', { station: name, problem: told(problem) });
      }
    }
  }
}
