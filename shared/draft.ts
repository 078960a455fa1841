/**
 * A decision in the making: the room as it would be, and the events that made it so. The order of a decision stands in room.ts;
 * here is how each of its steps adds to the draft. Nothing leaves the draft before the whole is accepted.
 */
import { accept, type Verdict } from './decider.ts';
import { authorityRefusal } from './authority.ts';
import { capabilities, names, step, type RoomState } from './roll-call.ts';
import { CLOCK, type Actor, type AnyCommand, type AnyEvent, type Context } from './envelope.ts';
import { isReached } from './instants.ts';

/** A reached deadline is nobody's act, whoever's command happens to settle it: it must not count as a sign of life. */
const NOBODY: Actor = { id: CLOCK, name: CLOCK, trained: false, administrator: false };

export class Draft {
  room: RoomState;
  readonly events: AnyEvent[] = [];
  readonly context: Context;

  constructor(room: RoomState, context: Context) {
    this.room = room;
    this.context = context;
  }

  /** Does all that is due. Each round moves a deadline on or ends it; the bound turns a law that does not into a plain error. */
  settle(): void {
    const { now } = this.context;
    const byItself = { ...this.context, actor: NOBODY };
    for (let round = 0; round < 100; round += 1) {
      const name = names.find((each) => {
        const at = capabilities[each].due?.(this.room) ?? null;
        return at !== null && isReached(at, now);
      });
      if (name === undefined) return;
      this.add(capabilities[name].settle?.(this.room, byItself) ?? [], byItself);
    }
    throw new Error('a deadline did not move on when it was settled');
  }

  /** The actor comes in with their first act, in the same commit; without an arrival they stay outside and the table refuses. */
  arrive(context: Context): Verdict<AnyEvent> {
    if (context.arrival === undefined) return accept();
    return this.judge({ id: context.commandId, type: 'crew.join', data: context.arrival }, context);
  }

  judge(command: AnyCommand, context: Context): Verdict<AnyEvent> {
    const refusal = authorityRefusal(this.room, command.type, context);
    if (refusal !== null) return refusal;
    const name = command.type.slice(0, command.type.indexOf('.')) as keyof RoomState;
    const verdict = capabilities[name].decide(this.room, command, context);
    if (verdict.ok) this.add(verdict.events);
    return verdict;
  }

  private add(events: readonly AnyEvent[], context = this.context): void {
    this.push(events);
    for (const event of events)
      for (const name of names) this.push(capabilities[name].follow?.(this.room, event, context) ?? []);
  }

  private push(events: readonly AnyEvent[]): void {
    const { version, now: at, actor } = this.context;
    for (const event of events) {
      this.room = step(this.room, event, { version, index: this.events.length, at, by: actor.id });
      this.events.push(event);
    }
  }
}
