/** The sample incident: its script is played against the rules that every room has. */
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../shared/protocol.ts';
import { card, decide, DEFAULT_POLICY, evolve, initial, type RoomState } from '../../shared/room.ts';
import { CAST, isSampleCard, isSampleRoom, type Part } from '../../shared/sample.ts';
import { DECLARATION, endOf, SCRIPT } from '../../shared/sample-script.ts';
import { START } from '../support/domain/given.ts';

/** A room in which these cues were played; what was refused is noted. */
class Played {
  room: RoomState = initial;
  readonly refused: string[] = [];
  #now = Date.parse(START);
  #version = 0;

  constructor() {
    this.does('ana', { type: 'incident.declare', data: { ...DECLARATION, policy: DEFAULT_POLICY } });
  }

  does(by: Part, said: { readonly type: string; readonly data: object; readonly epoch?: number } | null): void {
    if (said === null) return void this.refused.push('nothing to say');
    const id = `c-${(this.#version += 1)}`;
    const at = new Date(this.#now).toISOString();
    const context = {
      now: at,
      actor: CAST[by],
      commandId: id,
      version: this.#version,
      arrival: { as: 'responder' },
      epoch: said.epoch,
    };
    const verdict = decide(this.room, { id, ...said }, context as Parameters<typeof decide>[2]);
    if (!verdict.ok) return void this.refused.push(`${said.type}: ${verdict.code}`);
    this.room = evolve(this.room, { version: this.#version, at, by: CAST[by].id, events: verdict.events });
  }

  plays(cues: typeof SCRIPT): void {
    for (const { after, by, says } of cues) {
      this.#now += after * 1_000;
      const said = says(this.room, this.#now);
      if (said !== null) expect(COMMANDS[said.type]?.safeParse(said.data).error, said.type).toBeUndefined();
      this.does(by, said);
    }
  }
}

describe('the sample incident', () => {
  it('ST87 every act of the sample incident is accepted, and at its end the drill is resolved and closed', () => {
    const played = new Played();
    expect(isSampleRoom(played.room)).toBe(true);
    expect(isSampleCard(card(played.room) as NonNullable<ReturnType<typeof card>>)).toBe(true);
    played.plays(SCRIPT);
    expect(played.refused).toEqual([]);
    expect(played.room.incident).toMatchObject({ kind: 'drill', status: 'resolved' });
    expect(played.room.incident.closedAt).not.toBeNull();
    expect(SCRIPT.reduce((sum, { after }) => sum + after, 0)).toBeLessThan(180);
  });

  it('ST88 the sample incident can be ended after any of its acts by the one who has command, and not once a person has it', () => {
    for (const [index] of SCRIPT.entries()) {
      const played = new Played();
      played.plays(SCRIPT.slice(0, index));
      const end = endOf(played.room);
      played.does(end?.by ?? 'ana', end?.says ?? null);
      expect([index, played.refused, played.room.incident.closedAt === null]).toEqual([index, [], false]);
    }
    const { room } = new Played();
    expect(endOf({ ...room, floor: { ...room.floor, holder: 'p-priya' } })).toBeNull();
  });
});
