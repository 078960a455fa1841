/**
 * Given / when / then: how the domain's specification is written. A history is a list of acts by a named cast at fixed
 * instants; everything goes through the same decide and evolve as in production.
 *
 *   given(declared(), at('+1m', ana, 'crew.join', { as: 'responder' })).when(at('+2m', ana, 'floor.challenge', {})).then('floor.challenged')
 */
import { expect } from 'vitest';
import { card, decide, evolve, initial, mentions, type RoomState } from '../../../shared/room.ts';
import type { Actor, AnyEvent, Arrival, Commit, Context } from '../../../shared/envelope.ts';
import type { Refused, Verdict } from '../../../shared/decider.ts';

export const START = '2026-03-01T03:00:00.000Z';
const person = (id: string, name: string, more: Partial<Actor> = {}): Actor => ({
  id,
  name,
  trained: false,
  administrator: false,
  ...more,
});
export const priya = person('p-priya', 'Priya N', { trained: true });
export const bob = person('p-bob', 'Bob L', { trained: true });
export const ana = person('p-ana', 'Ana S');
export const li = person('p-li', 'Li W');
export const sam = person('p-sam', 'Sam O');
export const admin = person('p-admin', 'Ada M', { administrator: true });
export const clock: Actor = person('clock', 'clock');

export const POLICY = {
  offerSeconds: 300,
  deputyAfterSeconds: 120,
  anyoneAfterSeconds: 300,
  challengeSeconds: 120,
  provisionalChallengeSeconds: 30,
  firstUpdateSeconds: 300,
  graceSeconds: 300,
  firstCommand: 'declarer' as const,
  acknowledgeSeconds: 60,
  objectionSeconds: 30,
  commandHourSeconds: 3600,
};

export interface Act {
  readonly at: string;
  readonly actor: Actor;
  readonly type: string;
  readonly data: object;
  /** Left out: the present epoch is sent with every command, as a browser does. `null`: none. */
  readonly epoch?: number | null | undefined;
  readonly id?: string | undefined;
  readonly arrival?: Arrival | undefined;
  /** Who is connected, by id; left out: not known. */
  readonly here?: readonly string[] | undefined;
}

/** `at('+2m', ...)`, `at('+90s', ...)`, `at('+1h', ...)` since START; or a full instant. */
export function at(when: string, actor: Actor, type: string, data: object = {}, more: Partial<Act> = {}): Act {
  return { at: instantOf(when), actor, type, data, ...more };
}

export function instantOf(when: string): string {
  const match = /^\+(\d+(?:\.\d+)?)(s|m|h)$/.exec(when);
  if (match === null) return when;
  const unit = { s: 1000, m: 60_000, h: 3_600_000 }[match[2] as 's' | 'm' | 'h'];
  return new Date(Date.parse(START) + Number(match[1]) * unit).toISOString();
}

/** The usual beginning: Priya declares a SEV2 at START. */
export function declared(data: object = {}, actor: Actor = priya): Act {
  return at('+0s', actor, 'incident.declare', {
    title: 'Checkout fails in the EU',
    severity: 2,
    kind: 'incident',
    policy: POLICY,
    ...data,
  });
}
export const joins = (when: string, actor: Actor, as: Arrival['as'] = 'responder'): Act =>
  at(when, actor, 'crew.join', { as });
/** Whatever is due at `when` happens. */
export const rings = (when: string): Act => at(when, clock, 'clock.ring', {});
export const losesLink = (when: string, who: Actor, since = when): Act =>
  at(when, clock, 'crew.lose-link', { person: who.id, since: instantOf(since) });

/** A room under construction. Each act must be accepted, or the history itself is wrong. */
export class History {
  state: RoomState = initial;
  version = 0;
  readonly commits: Commit[] = [];

  constructor(acts: readonly Act[]) {
    for (const act of acts) {
      const verdict = this.judge(act);
      if (!verdict.ok)
        throw new Error(
          `history: ${act.type} by ${act.actor.name} was refused: ${verdict.code} ${JSON.stringify(verdict.facts ?? {})}`,
        );
      this.append(act, verdict.events);
    }
  }

  commandId(act: Act): string {
    return act.id ?? `c-${this.version + 1}`;
  }

  judge(act: Act): Verdict<AnyEvent> {
    const id = this.commandId(act);
    const epoch = act.epoch === undefined ? this.state.floor.epoch : (act.epoch ?? undefined);
    const command = { id, type: act.type, data: act.data, epoch };
    const commits = new Map(
      mentions(command, this.state).flatMap((v) =>
        this.commits.filter((c) => c.version === v).map((c) => [v, c] as const),
      ),
    );
    const context: Context = {
      now: act.at,
      actor: act.actor,
      commandId: id,
      version: this.version + 1,
      epoch,
      arrival: act.arrival,
      here: act.here,
      commits,
    };
    return decide(this.state, command, context);
  }

  append(act: Act, events: readonly AnyEvent[]): void {
    if (events.length === 0) return;
    this.version += 1;
    const commit: Commit = {
      version: this.version,
      at: act.at,
      by: act.actor.id,
      commandId: this.commandId(act),
      salt: '',
      events,
      hash: '',
    };
    this.state = evolve(this.state, commit);
    this.commits.push(commit);
  }

  when(act: Act): Then {
    return new Then(this, act);
  }
}

export class Then {
  readonly verdict: Verdict<AnyEvent>;
  readonly after: RoomState;

  constructor(before: History, act: Act) {
    const frozen = JSON.stringify(before.state);
    this.verdict = before.judge(act);
    expect(JSON.stringify(before.state), 'deciding must not change the state').toBe(frozen);
    if (this.verdict.ok) before.append(act, this.verdict.events);
    this.after = before.state;
    card(this.after);
  }

  get events(): readonly AnyEvent[] {
    if (!this.verdict.ok) throw new Error(`refused: ${this.verdict.code} ${JSON.stringify(this.verdict.facts ?? {})}`);
    return this.verdict.events;
  }

  /** Exactly these events: a type, or a type with (some of) its data. */
  then(...expected: ReadonlyArray<string | { type: string; data?: object }>): this {
    expect(this.events.map((event) => event.type)).toEqual(
      expected.map((each) => (typeof each === 'string' ? each : each.type)),
    );
    expected.forEach((each, index) => {
      if (typeof each !== 'string' && each.data !== undefined)
        expect(this.events[index]?.data).toMatchObject(each.data);
    });
    return this;
  }

  isRefused(code: string, facts?: object): Refused {
    if (this.verdict.ok)
      throw new Error(`accepted with ${this.verdict.events.map((event) => event.type).join(', ') || 'no events'}`);
    expect(this.verdict.code).toBe(code);
    if (facts !== undefined) expect(this.verdict.facts).toMatchObject(facts);
    return this.verdict;
  }

  changesNothing(): this {
    expect(this.events).toEqual([]);
    return this;
  }
}

export const given = (...acts: readonly Act[]): History => new History(acts);
