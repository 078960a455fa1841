/**
 * The commander's own card: what you do, what you don't, what to say. Folded, for the moment when they don't know what
 * to say.
 */
import type { ReactNode } from 'react';
import { COMMANDER_CARD } from '../../shared/crew/cards.ts';
import { shadowOf } from '../../shared/standing.ts';
import { useRoom, useYou } from '../session/hooks.ts';
import styles from './Floor.module.css';

const PARTS = [
  { title: 'Do', lines: COMMANDER_CARD.you },
  { title: 'Don’t', lines: COMMANDER_CARD.youDoNot },
  { title: 'Say', lines: COMMANDER_CARD.say },
];

export function CommanderCard(): ReactNode {
  const you = useYou();
  // A trainee who shadows the commander reads the same.
  const shown = useRoom((room) => room.floor.holder === you || shadowOf(room, you) !== null);
  if (!shown) return null;
  return (
    <details className={styles['card']}>
      <summary>What a commander does, and what to say</summary>
      {PARTS.map(({ title, lines }) => (
        <section key={title}>
          <h4>{title}</h4>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}
