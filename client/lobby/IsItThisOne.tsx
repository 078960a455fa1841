/**
 * While someone declares: the rooms opened in the last hour, because two rooms for one incident cost more than a look.
 */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useNow } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { SeverityShape } from '../ui/Severity.tsx';
import { roughly } from '../ui/times.ts';
import { openRooms, rooms } from '../session/rooms.ts';
import styles from './Declare.module.css';

const HOUR_MS = 3_600_000;

export function IsItThisOne(): ReactNode {
  const now = useNow();
  const recent = openRooms(useStore(rooms)).filter((card) => now - Date.parse(card.declaredAt) < HOUR_MS);
  if (recent.length === 0) return null;
  return (
    <section className={styles['same']} aria-label="Is it this one?">
      <h3>Is it this one?</h3>
      <ul>
        {recent.slice(0, 5).map((card) => (
          <li key={card.id}>
            <SeverityShape severity={card.severity} />
            <Link href={`/rooms/${card.id}`}>{card.title}</Link>
            <span>
              SEV{card.severity}, {roughly((now - Date.parse(card.declaredAt)) / 1000)} ago
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
