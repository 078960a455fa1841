/**
 * Rooms as rows: how bad, what, since when, who is in command, how many people, and whether an update is due. One
 * button: Join.
 */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ListedCard } from '../../shared/card.ts';
import { useNow } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { SeverityChip } from '../ui/Severity.tsx';
import { At, Since } from '../ui/Time.tsx';
import { dayOf, roughly, zone } from '../ui/times.ts';
import styles from './Lobby.module.css';

interface RoomListProps {
  readonly title: string;
  readonly cards: readonly ListedCard[];
  readonly empty: string;
}

export function RoomList({ title, cards, empty }: RoomListProps): ReactNode {
  return (
    <section className={styles['list']} aria-label={title}>
      <h2>
        {title}
        {cards.length === 0 ? null : <span>{cards.length}</span>}
      </h2>
      {cards.length === 0 ? (
        <p className={styles['roomListEmpty']}>{empty}</p>
      ) : (
        <ul>
          {cards.map((card) => (
            <li key={card.id}>
              {card.closedAt === null ? <LiveRow card={card} /> : <ClosedRow card={card} closedAt={card.closedAt} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function LiveRow({ card }: { readonly card: ListedCard }): ReactNode {
  return (
    <article className={styles['row']} data-severity={card.severity} aria-label={card.title}>
      <div className={styles['chip']}>
        <SeverityChip severity={card.severity} />
        {card.kind === 'drill' ? <span className={styles['drill']}>DRILL</span> : null}
      </div>
      <div className={styles['what']}>
        <h3>
          <Link href={`/rooms/${card.id}`}>{card.title}</Link> <small>{card.id.toUpperCase()}</small>
        </h3>
        {card.impact === null || card.impact === '' ? null : <p>{card.impact}</p>}
        <p className={styles['facts']}>
          <span>
            T+
            <Since at={card.declaredAt} />
          </span>
          <span className={styles['status']}>{card.status}</span>
          <UpdateDue card={card} />
          <Commander card={card} />
          <span>{card.people === 1 ? '1 person' : `${card.people} people`}</span>
        </p>
      </div>
      <Link href={`/rooms/${card.id}`} className={styles['join']} role="button" aria-label={`Join ${card.title}`}>
        Join
      </Link>
    </article>
  );
}

function Commander({ card }: { readonly card: ListedCard }): ReactNode {
  if (card.commander === null) return <span>no one in command</span>;
  return (
    <span>
      IC <strong>{card.commander.name}</strong>
      {card.commander.provisional ? ' (provisional)' : null}
    </span>
  );
}

function UpdateDue({ card }: { readonly card: ListedCard }): ReactNode {
  const now = useNow();
  if (card.nextUpdateAt === null) return null;
  const late = (now - Date.parse(card.nextUpdateAt)) / 1000;
  if (late < 0)
    return (
      <span>
        update due <At at={card.nextUpdateAt} />
      </span>
    );
  return <span className={styles['late']}>{late < 60 ? 'update due now' : `update overdue ${roughly(late)}`}</span>;
}

function ClosedRow({ card, closedAt }: { readonly card: ListedCard; readonly closedAt: string }): ReactNode {
  useStore(zone);
  const lasted = (Date.parse(closedAt) - Date.parse(card.declaredAt)) / 1000;
  return (
    <article className={styles['closed']} aria-label={card.title}>
      <span className={styles['grade']}>SEV{card.severity}</span>
      <Link href={`/rooms/${card.id}`}>{card.title}</Link>
      <span className={styles['facts']}>
        <span>{card.id.toUpperCase()}</span>
        {card.duplicateOf === null ? null : (
          <Link href={`/rooms/${card.duplicateOf}`}>duplicate of {card.duplicateOf.toUpperCase()}</Link>
        )}
        <span>took {roughly(lasted)}</span>
        <span>
          closed {dayOf(closedAt)} <At at={closedAt} />
        </span>
      </span>
    </article>
  );
}
