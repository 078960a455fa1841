/**
 * Roles by typing: key i opens the palette on them, and a name and a role, in either order and in few letters, are one
 * line to press; vacant roles come first. Experts are asked for their area on the board.
 */
import { useMemo } from 'react';
import type { CrewState } from '../../shared/crew/words.ts';
import { seatName } from '../../shared/seat-names.ts';
import { isResponder } from '../../shared/standing.ts';
import { useNames, useRoom, useSend, useYou } from '../session/hooks.ts';
import { openPalette } from '../ui/palette.ts';
import { useKeys, type Key } from '../ui/keys.ts';
import { toast } from '../ui/toasts.ts';
import { boardOf, isMany, type BoardSeat } from './board.ts';

const OPENS = 'Assign a role';

function vacantFirst(crew: CrewState): readonly BoardSeat[] {
  const isFilled = (role: string): number => Number(crew.seats.some((seat) => seat.role === role));
  return boardOf(crew)
    .filter(({ role }) => !isMany(role))
    .toSorted((one, other) => isFilled(one.role) - isFilled(other.role));
}

export function useRoleKeys(): void {
  const crew = useRoom((room) => room.crew);
  const holder = useRoom((room) => room.floor.holder);
  const you = useYou();
  const name = useNames();
  const send = useSend();
  const keys = useMemo((): readonly Key[] => {
    if (holder === null) return [];
    const assigns = (person: string, role: string): Key => ({
      does: `${OPENS}: ${name(person)} as ${seatName(role)}`,
      onlySought: true,
      command: { type: 'crew.assign', data: { person, role } },
      run: () =>
        void send('crew.assign', { person, role }).then((answer) =>
          toast(
            answer.ok
              ? { tone: 'done', text: `${name(person)} is asked to be ${seatName(role)}.` }
              : { tone: 'refused', text: answer.message },
          ),
        ),
    });
    const roles = vacantFirst(crew);
    // A commander gives roles away: their own name comes last.
    const people = Object.keys(crew.members)
      .filter((person) => holder === you && isResponder({ crew }, person))
      .toSorted((one, other) => Number(one === you) - Number(other === you));
    return [
      {
        key: 'i',
        does: OPENS,
        also: 'appoint person deputy scribe comms tech lead',
        command: { type: 'crew.assign', data: { person: you, role: 'scribe' } },
        run: () => openPalette(`${OPENS} `),
      },
      ...roles.flatMap(({ role }) => people.map((person) => assigns(person, role))),
    ];
  }, [crew, holder, you, name, send]);
  useKeys(keys);
}
