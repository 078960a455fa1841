/**
 * Rooms as rows: how bad, what, since when, who is in command, how many people, and whether an update is due. One
 * button: Join.
 */
import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ListedCard } from '../../shared/card.ts';
import { useNow } from '../session/hooks.ts';
import { me } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { SeverityChip } from '../ui/Severity.tsx';
import { At, Since } from '../ui/Time.tsx';
import { roughly } from '../ui/times.ts';
import { dayOf, zone } from '../session/zone.ts';
import styles from './Lobby.module.css';

interface LiveRowProps {
  readonly card: ListedCard;
  /** The person is in it already. */
  readonly isOwn: boolean;
  /** What a commander is called among those of all cards. */
  readonly called: (person: string) => string;
}

export function LiveRow({ card, isOwn, called }: LiveRowProps): ReactNode {
  return (
    <article className={styles['row']} data-severity={card.severity} aria-label={card.title}>
      <div className={styles['chip']}>
        <SeverityChip severity={card.severity} />
        {card.kind === 'drill' ? (
          <span className={styles['drill']} translate="no">
            DRILL
          </span>
        ) : null}
      </div>
      <div className={styles['what']}>
        <h3>
          <Link href={`/rooms/${card.id}`}>{card.title}</Link> <small translate="no">{card.id.toUpperCase()}</small>
        </h3>
        {card.impact === null || card.impact === '' ? null : <p>{card.impact}</p>}
        <p className={styles['facts']}>
          <span>
            <Since at={card.declaredAt} before="T+" />
          </span>
          <span className={styles['status']} translate="no">
            {card.status}
          </span>
          <UpdateDue card={card} />
          <Commander card={card} called={called} />
          <Here card={card} />
        </p>
      </div>
      <Link
        href={`/rooms/${card.id}`}
        className={styles['join']}
        role="button"
        data-own={isOwn}
        aria-label={`${isOwn ? 'Back to the room' : 'Join'}: ${card.title}`}
      >
        {isOwn ? 'Back to the room' : 'Join'}
      </Link>
    </article>
  );
}

function Commander({ card, called }: Pick<LiveRowProps, 'card' | 'called'>): ReactNode {
  if (card.commander === null) return <span>no one in command</span>;
  return (
    <span>
      IC <strong translate="no">{called(card.commander.id)}</strong>
      {card.commander.provisional ? ' (provisional)' : null}
    </span>
  );
}

/** Who is connected now; those who joined and went to bed don't count. */
function Here({ card: { here, people } }: Pick<LiveRowProps, 'card'>): ReactNode {
  if (here === undefined) return <span>{people === 1 ? '1 person' : `${people} people`}</span>;
  return <span title={`${people} joined`}>{here} here</span>;
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

export function ClosedRow({ card, closedAt }: { readonly card: ListedCard; readonly closedAt: string }): ReactNode {
  useStore(zone);
  const you = useStore(me)?.id;
  const lasted = (Date.parse(closedAt) - Date.parse(card.declaredAt)) / 1000;
  return (
    <article className={styles['closed']} aria-label={card.title}>
      <span className={styles['grade']}>
        <CircleCheck size={15} aria-hidden="true" />
        <span>Closed</span>
      </span>
      <Link href={`/rooms/${card.id}`}>{card.title}</Link>
      <span className={styles['facts']}>
        <span>{card.id.toUpperCase()}</span>
        <span>SEV{card.severity}</span>
        {card.duplicateOf === null ? null : (
          <Link href={`/rooms/${card.duplicateOf}`}>duplicate of {card.duplicateOf.toUpperCase()}</Link>
        )}
        {card.reviewOwner !== undefined && card.reviewOwner === you ? (
          <strong className={styles['review']}>You own the review</strong>
        ) : null}
        <span>took {roughly(lasted)}</span>
        <span>
          closed {dayOf(closedAt)} <At at={closedAt} />
        </span>
      </span>
    </article>
  );
}
