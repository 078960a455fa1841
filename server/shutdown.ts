/**
 * What was started, so that it can be stopped: in reverse order, each one even if another fails, all of it once however
 * often it is asked.
 */
import { told, type Logger } from './logger.ts';

export class Shutdown {
  readonly #logger: Logger;
  readonly #stops: Array<{ readonly name: string; readonly stop: () => unknown }> = [];
  #stopped: Promise<void> | null = null;

  constructor(logger: Logger) {
    this.#logger = logger;
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
        this.#logger.warn('stop.failed', { service: name, problem: told(problem) });
      }
    }
  }
}
