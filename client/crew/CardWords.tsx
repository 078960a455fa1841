/** A role's card, for someone who has it for the first time. */
import type { ReactNode } from 'react';
import type { BoardSeat } from './board.ts';
import styles from './Crew.module.css';

export function CardWords({ seat }: { readonly seat: BoardSeat }): ReactNode {
  if (seat.card === null) return <p className={styles['words']}>{seat.words}</p>;
  return (
    <div className={styles['card']}>
      <Part title="Do" lines={seat.card.you} />
      <Part title="Don’t" lines={seat.card.youDoNot} />
      <Part title="Say" lines={seat.card.say} />
    </div>
  );
}

function Part({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): ReactNode {
  return (
    <section>
      <h4>{title}</h4>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
