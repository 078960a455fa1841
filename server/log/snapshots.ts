/**
 * Snapshots spare a server the reading of a whole log. They are never believed: one is used only if the log's own
 * commit at its version has its hash, and the past before it is still checked link by link, after the room has opened.
 */
import { genesis, flaw, positionOf } from './chain.ts';
import type { Base } from '../rooms/live-fold.ts';
import type { Domain } from '../rooms/domain.ts';
import type { RoomLog } from './room-log.ts';

const EVERY_COMMITS = 200;
const EVERY_MS = 30_000;
export const PAGE = 500;

export class Snapshots<State> {
  readonly #id: string;
  readonly #domain: Domain<State>;
  readonly #log: RoomLog;
  #version = 0;
  #savedAt = performance.now();

  constructor(id: string, domain: Domain<State>, log: RoomLog) {
    this.#id = id;
    this.#domain = domain;
    this.#log = log;
  }

  /** Where to begin folding: the newest snapshot that the log confirms, or the very beginning. */
  async base(): Promise<Base<State>> {
    const found = await this.#log.loadSnapshot(this.#id, this.#domain.version);
    if (found !== null && found.position.version > 0) {
      const [commit] = await this.#log.read(this.#id, found.position.version - 1, 1);
      const confirmed = commit?.version === found.position.version && commit.hash === found.position.hash;
      if (confirmed) {
        this.#version = commit.version;
        return { state: found.state as State, position: found.position, at: commit.at };
      }
    }
    return { state: this.#domain.initial, position: genesis(this.#id), at: '' };
  }

  /**
   * Saves when enough has happened, or enough time has passed since something happened. A failure costs only time
   * later.
   */
  consider({ state, position }: Base<State>): void {
    const commits = position.version - this.#version;
    const stale = commits > 0 && performance.now() - this.#savedAt > EVERY_MS;
    if (commits < EVERY_COMMITS && !stale) return;
    this.#version = position.version;
    this.#savedAt = performance.now();
    this.#log.saveSnapshot(this.#id, this.#domain.version, { state, position }).catch(() => {});
  }

  /** Checks the chain from the beginning up to a version. Returns the first flaw, or null. */
  async flawBefore(version: number): Promise<string | null> {
    let position = genesis(this.#id);
    while (position.version < version) {
      const commits = await this.#log.read(this.#id, position.version, PAGE);
      if (commits.length === 0) return `version ${position.version + 1} is missing`;
      for (const commit of commits) {
        const wrong = flaw(position, commit);
        if (wrong !== null) return wrong;
        position = positionOf(commit);
      }
    }
    return null;
  }
}
