/**
 * A decision in the making: the room as it would be, and the events that made it so. The order of a decision is in
 * room.ts; here is how each of its steps adds to the draft. Nothing leaves the draft before all of it is accepted.
 */
import { accept, refuse, type Verdict } from './decider.ts';
import { authorityRefusal, type SeesRoom } from './authority.ts';
import { ownerOf, type Composed } from './compose.ts';
import type { EventFlags } from './capability.ts';
import { isShutOut, memberOf } from './standing.ts';
import { typedFor } from './floor/proxy.ts';
import { CLOCK, type Actor, type AnyCommand, type AnyEvent, type Context } from './envelope.ts';

/** A reached deadline is no one's act, whoever's command happens to settle it: it must not count as a sign of life. */
const NOBODY: Actor = { id: CLOCK, name: CLOCK, trained: false, administrator: false };

/** Judges one command in a room that has these capabilities. */
export function decideIn<Room extends SeesRoom>(
  of: Composed<Room>,
  room: Room,
  command: AnyCommand,
  context: Context,
): Verdict<AnyEvent> {
  const draft = new Draft(of, room, context);
  draft.settle();
  if (command.type === 'clock.ring')
    return context.actor.id === CLOCK ? accept(...draft.events) : refuse('crew.clock-only');
  if (needsArrival(draft.room, command, context.actor)) {
    const arrived = draft.arrive(context);
    if (!arrived.ok) return arrived;
  }
  const verdict = draft.judge(command, context);
  return verdict.ok ? accept(...draft.events) : verdict;
}

class Draft<Room extends SeesRoom> {
  room: Room;
  readonly events: AnyEvent[] = [];
  readonly context: Context;
  readonly #of: Composed<Room>;

  constructor(of: Composed<Room>, room: Room, context: Context) {
    this.#of = of;
    this.room = room;
    this.context = context;
  }

  /**
   * Does all that is due. Each round moves a deadline on or ends it; the bound turns a domain that does not into a
   * plain error.
   */
  settle(): void {
    const byItself = { ...this.context, actor: NOBODY };
    for (let round = 0; round < 100; round += 1) {
      const rules = this.#of.firstDue(this.room, this.context.now);
      if (rules === undefined) return;
      this.#add(rules.settle?.(this.room, byItself) ?? [], byItself);
    }
    throw new Error('a deadline did not move on when it was settled');
  }

  /**
   * The actor joins with their first act, in the same commit; without an arrival they stay outside and the table
   * refuses.
   */
  arrive(context: Context): Verdict<AnyEvent> {
    if (context.arrival === undefined) return accept();
    return this.judge({ id: context.commandId, type: 'crew.join', data: context.arrival }, context);
  }

  /** What is typed for the commander is judged, and recorded, as the commander's; who follows it sees who typed. */
  judge(command: AnyCommand, sender: Context): Verdict<AnyEvent> {
    const commander = typedFor(this.room, this.#of.authority[command.type], command, sender);
    const context = commander === null ? sender : { ...sender, actor: commander };
    const refusal = authorityRefusal(this.#of.authority, this.room, command.type, context);
    if (refusal !== null) return refusal;
    const rules = this.#of.rules.get(ownerOf(command));
    const verdict =
      rules?.decide(this.room, command, context) ?? refuse('command.unknown-type', { type: command.type });
    const typed = commander === null ? {} : { typed: { for: commander.id, by: sender.actor.id } };
    if (verdict.ok) this.#add(verdict.events.map((event) => ({ ...event, ...typed })));
    return verdict;
  }

  #add(events: readonly AnyEvent[], context = this.context): void {
    this.#push(events);
    for (const event of events) {
      const flags = Object.hasOwn(this.#of.flags, event.type) ? this.#of.flags[event.type] : undefined;
      const following = { ...context, commandersAct: isCommandersAct(event, context.actor.id, flags) };
      for (const rules of this.#of.rules.values()) this.#push(rules.follow?.(this.room, event, following) ?? []);
    }
  }

  #push(events: readonly AnyEvent[]): void {
    const { version, now: at, actor } = this.context;
    for (const event of events) {
      this.room = this.#of.step(this.room, event, { version, index: this.events.length, at, by: actor.id });
      this.events.push(event);
    }
  }
}

/** Also in a closed room, by an act that is allowed there; whoever was shut out does not come back by acting. */
function needsArrival(room: SeesRoom, command: AnyCommand, actor: Actor): boolean {
  if (actor.id === CLOCK || command.type === 'crew.join' || command.type === 'incident.declare') return false;
  return memberOf(room, actor.id) === null && !isShutOut(room, actor.id);
}

/** Some acts are a commander's when they are about another person's role or task: with their own, anyone may. */
function isCommandersAct({ data }: AnyEvent, actor: string, { commandersAct }: EventFlags = {}): boolean {
  if (typeof commandersAct !== 'object') return commandersAct === true;
  const about = (data as Readonly<Record<string, unknown>>)[commandersAct.unlessAbout];
  return about !== undefined && about !== actor;
}
