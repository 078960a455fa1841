/**
 * For someone who may not send updates: who may, by name, and the button that asks for the role. Nothing to write in:
 * no one types a page that they cannot send.
 */
import type { ReactNode } from 'react';
import { seatName } from '../../shared/seat-names.ts';
import type { RoomState } from '../../shared/room.ts';
import type { Audience } from '../../shared/updates/words.ts';
import { WRITERS } from '../../shared/updates/publisher.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { commsFor } from './owes.ts';
import styles from './Updates.module.css';

export function NotYours({ audience }: { readonly audience: Audience }): ReactNode {
  const room = useRoom((whole) => whole);
  const name = useNames();
  const { holder } = room.floor;
  return (
    <>
      <p>These people send updates:</p>
      <ul className={styles['writers']}>
        {writersOf(room).map(({ person, role }) => (
          <li key={`${role}.${person}`}>
            <strong>{name(person)}</strong> <span>{role}</span>
          </li>
        ))}
      </ul>
      <p className={styles['means']}>
        <Asking audience={audience} holder={holder} />
      </p>
    </>
  );
}

function Asking({ audience, holder }: { readonly audience: Audience; readonly holder: string | null }): ReactNode {
  const waits = useVolunteered(audience);
  const name = useNames();
  const who = holder === null ? 'the commander' : name(holder);
  if (waits) return `You volunteered as ${seatName(commsFor(audience))}. Waiting for ${who} to assign it.`;
  return `To send updates yourself, volunteer as ${seatName(commsFor(audience))}. ${who} assigns the role, and you can write at once.`;
}

export function AskForRole({ audience }: { readonly audience: Audience }): ReactNode {
  const role = commsFor(audience);
  const waits = useVolunteered(audience);
  return waits ? (
    <CommandButton type="crew.decline" data={{ role }}>
      Withdraw
    </CommandButton>
  ) : (
    <CommandButton type="crew.volunteer" data={{ role }} look="primary">
      Volunteer as {seatName(role)}
    </CommandButton>
  );
}

function useVolunteered(audience: Audience): boolean {
  const you = useYou();
  const role = commsFor(audience);
  return useRoom((room) => room.crew.volunteers.some((each) => each.role === role && each.person === you));
}

function writersOf({ floor, crew }: RoomState): ReadonlyArray<{ readonly person: string; readonly role: string }> {
  const seats = crew.seats.filter(({ role, taken }) => taken && WRITERS.includes(role));
  return [
    ...(floor.holder === null ? [] : [{ person: floor.holder, role: 'commander' }]),
    ...seats.map(({ person, role }) => ({ person, role: seatName(role) })),
  ];
}
