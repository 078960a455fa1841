/**
 * The number of open asks, for the people they may interrupt. Everyone else sees nothing, so that no one is drawn away
 * from work.
 */
import type { ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import styles from './Asks.module.css';
import { isDisturbed } from './kinds.ts';

export function OpenCount(): ReactNode {
  const you = useYou();
  const open = useRoom((room) => (isDisturbed(room, you) ? room.asks.open.length : 0));
  const overdue = useRoom((room) => room.asks.open.some((ask) => ask.overdue));
  return open === 0 ? null : (
    <span className={styles['count']} data-overdue={overdue}>
      {open}
      <span className="visually-hidden"> open</span>
    </span>
  );
}
