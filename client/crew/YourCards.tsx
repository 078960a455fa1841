/** The card of each role that this reader has, open until folded; this browser remembers which ones are folded. */
import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { ofPerson } from '../session/keeping.ts';
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

function YourCard({ seat }: { readonly seat: BoardSeat }): ReactNode {
  const kept = ofPerson(useYou(), `card.${seat.role}`);
  const [open, setOpen] = useState(kept.get() !== 'folded');
  const toggle = (next: boolean): void => {
    setOpen(next);
    kept.set(next ? null : 'folded');
  };
  return (
    <details className={styles['yours']} open={open} onToggle={(event) => toggle(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={14} aria-hidden="true" />
        Your role: {seat.title}
        <small>what you do, and what to say</small>
      </summary>
      <CardWords seat={seat} />
    </details>
  );
}
