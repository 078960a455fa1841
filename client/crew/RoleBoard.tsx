/**
 * Who does what: each role with its person, or vacant, which means that its work falls to the commander. From here
 * people assign, accept, volunteer and step down; a role's title opens its card, and your own is open above.
 */
import type { ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Panel } from '../ui/Panel.tsx';
import { boardOf, isMany } from './board.ts';
import styles from './Crew.module.css';
import { crewDialog } from './screen.ts';
import { SeatRow } from './SeatRow.tsx';
import { YourCards } from './YourCards.tsx';

const PREVIEW = { role: 'preview-of-a-seat', card: 'preview' };

export function RoleBoard(): ReactNode {
  const crew = useRoom((room) => room.crew);
  const holding = useRoom((room) => room.floor.holder) === useYou();
  const board = boardOf(crew);
  const open = board.filter(
    ({ role }) => !isMany(role) && !crew.seats.some((seat) => seat.taken && seat.role === role),
  ).length;
  const closed = useRoom((room) => room.floor.holder === null);
  const action = holding ? (
    <CommandButton
      type="crew.add-role"
      data={PREVIEW}
      look="quiet"
      size="small"
      onPress={() => crewDialog.open({ open: 'add-role' })}
    >
      Add role
    </CommandButton>
  ) : undefined;
  return (
    <Panel
      title="Roles"
      aside={closed ? undefined : open === 0 ? 'all filled' : `${open} vacant: covered by the commander`}
      action={action}
    >
      <YourCards />
      <ul className={styles['board']}>
        {board.map((seat) => (
          <SeatRow key={seat.role} seat={seat} />
        ))}
      </ul>
    </Panel>
  );
}
