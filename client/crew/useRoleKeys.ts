/**
 * Roles by typing: key i opens the palette on them, and a name and a role, in either order and in few letters, are one
 * line to press. Experts are asked for their area on the board.
 */
import { useMemo } from 'react';
import { seatName } from '../../shared/seat-names.ts';
import { isResponder } from '../../shared/standing.ts';
import { useNames, useRoom, useSend, useYou } from '../session/hooks.ts';
import { openPalette } from '../ui/palette.ts';
import { useKeys, type Key } from '../ui/keys.ts';
import { toast } from '../ui/toasts.ts';
import { boardOf, isMany } from './board.ts';

const OPENS = 'Assign a role';

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
    const roles = boardOf(crew).filter(({ role }) => !isMany(role));
    const people = holder === you ? Object.keys(crew.members).filter((person) => isResponder({ crew }, person)) : [];
    return [
      {
        key: 'i',
        does: OPENS,
        also: 'appoint person deputy scribe comms tech lead',
        command: { type: 'crew.assign', data: { person: you, role: 'scribe' } },
        run: () => openPalette(`${OPENS} `),
      },
      ...people.flatMap((person) => roles.map(({ role }) => assigns(person, role))),
    ];
  }, [crew, holder, you, name, send]);
  useKeys(keys);
}
