/**
 * One room as this browser knows it: the confirmed history, folded by the same domain as on the server, plus this
 * person's own commands that are not confirmed yet. No React here.
 *
 *   enter -> state + newest page        return -> commits after the position we have (or everything again: `rewound`)
 *   commits -> next in line? fold : enter again with `after`        (a fold never skips a version)
 */
import { evolve, initial, LAW_VERSION, UnknownEvent, type RoomState } from '../../shared/room.ts';
import type { Arrival, Commit, Position } from '../../shared/envelope.ts';
import type { CommandAnswer, EnterAnswer, Entered, NotOk, PageAnswer, PersonHere, You } from '../../shared/protocol.ts';
import { ask, connection, demandReload, isLost, nowSignedOut, link } from './connection.ts';
import { Crowd } from './crowd.ts';
import { LoadedHistory } from './loaded-history.ts';
import { me } from './me.ts';
import { Outbox, type Pending } from './outbox.ts';
import { estimate, learnServerTime, serverNow } from './server-clock.ts';
import { Store } from './store.ts';

export interface RoomView {
  readonly id: string;
  readonly phase: 'entering' | 'live' | 'refused';
  readonly refusal: NotOk | null;
  readonly you: You | null;
  readonly position: Position;
  readonly room: RoomState;
  /** The history that is loaded: without a gap, oldest first, up to `position`. */
  readonly commits: readonly Commit[];
  readonly people: Readonly<Record<string, PersonHere>>;
  readonly pending: readonly Pending[];
  /** What a return found: since when away (ms, the server's clock), and from which version on things are new. */
  readonly returned: { readonly awaySince: number; readonly backAt: number; readonly fromVersion: number } | null;
}

const PAGE = 100;

export class RoomStore {
  readonly view: Store<RoomView>;
  readonly outbox: Outbox;
  readonly history = new LoadedHistory();
  readonly #as: Arrival | null;
  readonly #crowd = new Crowd<Commit>((commits) => this.#receive(commits));
  readonly #person = me.get()?.id ?? '';
  #entering = false;
  #paging: Promise<boolean> | null = null;
  /** The next presence message is complete: people not in it are no longer here. */
  #meetAnew = false;
  #lostAt: number | null = null;
  #wasHeld = false;
  #stops: Array<() => void> = [];

  constructor(id: string, as: Arrival | null) {
    this.#as = as;
    this.view = new Store<RoomView>({
      id,
      phase: 'entering',
      refusal: null,
      you: null,
      position: { version: 0, hash: '' },
      room: initial,
      commits: [],
      people: {},
      pending: [],
      returned: null,
    });
    this.outbox = new Outbox({
      person: this.#person,
      room: id,
      changed: (pending) => this.view.change({ pending }),
      version: () => this.view.get().position.version,
      ask: (command) => ask<CommandAnswer>('command', command),
      isConnected: () => connection().connected,
    });
  }

  open(): void {
    const socket = connection();
    const onCommits = ({ room, commits }: { room: string; commits: readonly Commit[] }): void =>
      void (room === this.view.get().id && this.#crowd.add(commits));
    const onPresence = (message: { room: string; people: readonly PersonHere[] }): void =>
      this.#meet(message.room, message.people);
    const onConnect = (): void => void this.#enter();
    socket.on('commits', onCommits).on('presence', onPresence).on('connect', onConnect);
    this.#stops = [
      () => socket.off('commits', onCommits).off('presence', onPresence).off('connect', onConnect),
      link.subscribe(() => this.#noteLoss()),
    ];
    if (socket.connected) void this.#enter();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#crowd.forget();
    void ask('leave', { room: this.view.get().id });
  }

  /**
   * Loads the page of history before what is loaded. Resolves false when there is nothing older or it could not be had;
   * with the page that is on its way already, for everyone who asks meanwhile.
   */
  older(): Promise<boolean> {
    return (this.#paging ??= this.#page().finally(() => (this.#paging = null)));
  }

  async #page(): Promise<boolean> {
    const first = this.view.get().commits[0]?.version ?? this.view.get().position.version + 1;
    if (first <= 1) return false;
    const answer = await ask<PageAnswer>('page', { room: this.view.get().id, before: first, limit: PAGE });
    if (answer === null || !answer.ok) return false;
    this.view.change({ commits: [...answer.commits, ...this.view.get().commits] });
    return answer.commits.length > 0;
  }

  /** One commit, loaded or asked for; null when it could not be had now. */
  async commitAt(version: number): Promise<Commit | null> {
    const { id, commits } = this.view.get();
    const loaded = commits.find((commit) => commit.version === version);
    if (loaded !== undefined) return loaded;
    const answer = await ask<PageAnswer>('page', { room: id, before: version + 1, limit: 1 });
    const found = answer?.ok === true ? answer.commits.at(-1) : undefined;
    return found?.version === version ? found : null;
  }

  /** For a person whom the room has refused, and may admit by now. Resolves when it has answered. */
  enterAgain(): Promise<void> {
    return this.#enter();
  }

  /** For a person who reads a closed room and is about to write in it. Resolves when the room has answered. */
  join(): Promise<void> {
    return this.#enter({ as: 'responder', joins: true });
  }

  forgetReturn(): void {
    this.view.change({ returned: null });
  }

  async #enter(joining: object = {}): Promise<void> {
    if (this.#entering) return;
    this.#entering = true;
    const { id, position, phase, room, you } = this.view.get();
    const known = phase === 'live';
    const asked = estimate.ask();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    this.#meetAnew = true;
    const answer = await ask<EnterAnswer>('enter', {
      room: id,
      ...this.#as,
      ...joining,
      zone,
      ...(known ? { after: position } : {}),
    });
    this.#entering = false;
    if (answer === null) return this.#enterLater();
    if (!answer.ok) return this.#refused(answer);
    // Someone else has signed in here since: nothing of this page is theirs to send.
    if (answer.you.id !== this.#person) return nowSignedOut();
    learnServerTime(answer.now, asked);
    if (answer.law !== LAW_VERSION) return demandReload();
    this.#adopt(answer, known && you !== null ? room : null);
    await this.outbox.repeat();
  }

  #enterLater(): void {
    setTimeout(() => void (connection().connected && this.#enter()), 500);
  }

  #refused(refusal: NotOk): void {
    if (refusal.code === 'unavailable' || refusal.code === 'busy') return this.#enterLater();
    this.view.change({ phase: 'refused', refusal });
  }

  #adopt(answer: Entered, known: RoomState | null): void {
    const view = this.view.get();
    const fromVersion = view.position.version + 1;
    const returned =
      known !== null && this.#lostAt !== null
        ? { awaySince: this.#lostAt, backAt: serverNow(), fromVersion }
        : view.returned;
    this.#lostAt = null;
    const phase = 'live' as const;
    const you = answer.you;
    if (answer.room !== undefined) {
      this.#crowd.forget();
      this.view.change({
        phase,
        you,
        returned,
        refusal: null,
        room: answer.room,
        position: { version: answer.version, hash: answer.hash },
        commits: answer.commits ?? [],
      });
      this.outbox.folded(answer.commits ?? []);
    } else {
      this.view.change({ phase, you, returned, refusal: null });
      this.#receive(answer.commits ?? []);
      if (this.view.get().position.version < answer.version) this.#enterLater();
    }
  }

  #receive(commits: readonly Commit[]): void {
    const view = this.view.get();
    if (view.phase !== 'live') return;
    const fresh = commits.filter((commit) => commit.version > view.position.version);
    if (fresh.length === 0) return;
    if (fresh[0]?.version !== view.position.version + 1) return void this.#enter();
    try {
      const state = fresh.reduce((folded, commit) => evolve(folded, commit), view.room);
      const last = fresh[fresh.length - 1] as Commit;
      this.view.change({
        room: state,
        position: { version: last.version, hash: last.hash },
        commits: this.history.with(view.commits, fresh),
      });
      this.outbox.folded(fresh);
    } catch (problem) {
      if (problem instanceof UnknownEvent) return demandReload();
      throw problem;
    }
  }

  #meet(room: string, people: readonly PersonHere[]): void {
    if (room !== this.view.get().id) return;
    const known = this.#meetAnew ? {} : this.view.get().people;
    this.#meetAnew = false;
    this.view.change({ people: { ...known, ...Object.fromEntries(people.map((person) => [person.id, person])) } });
  }

  #noteLoss(): void {
    const { state, heardAt } = link.get();
    if (isLost(state) && this.#lostAt === null) this.#lostAt = heardAt;
    if (!isLost(state) && !this.#entering && this.#lostAt !== null && connection().connected) void this.#enter();
    if (state === 'live' && this.#wasHeld) void this.outbox.repeat();
    this.#wasHeld = state === 'held';
  }
}
