/** The card of each seat that this reader sits in, open until folded; which ones are folded, this browser remembers. */
import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { boardOf, type BoardSeat } from './board.ts';
import { CardWords } from './CardWords.tsx';
import styles from './Crew.module.css';

export function YourCards(): ReactNode {
  const crew = useRoom((room) => room.crew);
  const you = useYou();
  const mine = boardOf(crew).filter(({ role }) =>
    crew.seats.some((seat) => seat.taken && seat.role === role && seat.person === you),
  );
  return mine.map((seat) => <YourCard key={seat.role} seat={seat} />);
}

const keyOf = (role: string): string => `watchfloor.card.${role}`;

function YourCard({ seat }: { readonly seat: BoardSeat }): ReactNode {
  const [open, setOpen] = useState(localStorage.getItem(keyOf(seat.role)) !== 'folded');
  const toggle = (next: boolean): void => {
    setOpen(next);
    if (next) localStorage.removeItem(keyOf(seat.role));
    else localStorage.setItem(keyOf(seat.role), 'folded');
  };
  return (
    <details className={styles['yours']} open={open} onToggle={(event) => toggle(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={14} aria-hidden="true" />
        Your seat: {seat.title}
        <small>what you do, and what to say</small>
      </summary>
      <CardWords seat={seat} />
    </details>
  );
}
