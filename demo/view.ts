/**
 * What one person's connection has seen of the room: the commits in order, and the few facts that commands need (who
 * has command in which epoch, which version the Now block has). Written from the protocol alone, as an outside bot
 * would be.
 */
export interface Event {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Commit {
  readonly version: number;
  readonly hash: string;
  readonly events: readonly Event[];
}

interface Waiting {
  readonly isIt: () => unknown;
  readonly go: () => void;
}

export class View {
  version = 0;
  hash = '';
  epoch = 0;
  holder = '';
  nowVersion = 0;
  readonly events: Event[] = [];
  #waiting: Waiting[] = [];

  /** Takes new commits; known ones are skipped. False when one is missing in between. */
  take(commits: readonly Commit[]): boolean {
    for (const commit of commits) {
      if (commit.version <= this.version) continue;
      if (commit.version > this.version + 1) return false;
      this.version = commit.version;
      this.hash = commit.hash;
      for (const event of commit.events) this.#note(event);
    }
    const done = this.#waiting.filter((each) => each.isIt());
    this.#waiting = this.#waiting.filter((each) => !done.includes(each));
    for (const each of done) each.go();
    return true;
  }

  /** The first event, past or future, that the test accepts. */
  async event(type: string, admits: (data: Event['data']) => boolean = () => true): Promise<Event['data']> {
    const find = () => this.events.find((event) => event.type === type && admits(event.data));
    await this.#until(find);
    return (find() as Event).data;
  }

  /** The tasks that are not finished: the next commander takes them over. */
  get openTasks(): readonly string[] {
    const finished = new Set(
      this.events.filter(({ type }) => type === 'tasks.finished').map(({ data }) => data['task']),
    );
    return this.events
      .filter(({ type, data }) => type === 'tasks.assigned' && !finished.has(data['id']))
      .map(({ data }) => String(data['id']));
  }

  /** Resolves when this version has arrived here. */
  async sees(version: number): Promise<void> {
    await this.#until(() => this.version >= version);
  }

  #until(isIt: () => unknown): Promise<void> {
    return isIt() ? Promise.resolve() : new Promise((go) => this.#waiting.push({ isIt, go }));
  }

  #note(event: Event): void {
    this.events.push(event);
    const { epoch, holder, to, version } = event.data;
    if (['floor.begun', 'floor.passed', 'floor.assumed', 'floor.taken'].includes(event.type)) {
      this.epoch = Number(epoch);
      this.holder = String(to ?? holder);
    }
    if (event.type === 'incident.now-set') this.nowVersion = Number(version);
  }
}
