/**
 * One line: when, who, what. What the room says by itself is quiet; changes of command are prominent; corrections stay
 * readable.
 */
import { memo, type ReactNode } from 'react';
import type { TimelineEntry } from '../../shared/timeline/entries.ts';
import { CLOCK } from '../../shared/envelope.ts';
import { useNames, useView } from '../session/hooks.ts';
import { At } from '../ui/Time.tsx';
import { clockAndDay } from '../ui/times.ts';
import { dayKey } from '../session/zone.ts';
import { Attached } from './Attached.tsx';
import { FoldedText } from './FoldedText.tsx';
import { GutterMark } from './GutterMark.tsx';
import { LineMenu } from './LineMenu.tsx';
import { Linked } from './Linked.tsx';
import { PendingLine } from './PendingLine.tsx';
import { isLate, type Row } from './rows.ts';
import styles from './Talk.module.css';

/** Drawn again only with another row: the list is drawn with each line that comes. */
export const Line = memo(function Line({ row }: { readonly row: Row }): ReactNode {
  if (row.kind === 'day') return <p className={styles['day']}>{row.day}</p>;
  if (row.kind === 'pending') return <PendingLine pending={row.pending} text={row.text} />;
  if (row.kind === 'arrivals') return <Arrivals entries={row.entries} />;
  return <Entry entry={row.entry} promoted={row.promoted} also={row.also} />;
});

const COMMAND: ReadonlySet<string> = new Set([
  'floor.passed',
  'floor.assumed',
  'floor.taken',
  'floor.begun',
  'floor.ended',
  'incident.declared',
  'incident.closed',
  'incident.reopened',
]);
const TELLING: ReadonlySet<string> = new Set([
  'updates.posted',
  'incident.severity-set',
  'incident.status-set',
  'incident.now-set',
]);
const LATE: ReadonlySet<string> = new Set([
  'updates.overdue',
  'updates.due',
  'updates.holding-offered',
  'floor.challenged',
  'floor.offer-lapsed',
  'crew.link-lost',
]);

interface EntryProps {
  readonly entry: TimelineEntry;
  readonly promoted: boolean;
  readonly also: readonly TimelineEntry[];
}

function Entry({ entry, promoted, also }: EntryProps): ReactNode {
  const is = (types: ReadonlySet<string>): boolean => [entry, ...also].some(({ type }) => types.has(type));
  const weight = is(COMMAND) ? 'command' : is(LATE) ? 'late' : is(TELLING) ? 'telling' : entry.kind;
  const fresh = useFresh(entry);
  return (
    <article
      className={styles['line']}
      data-weight={weight}
      data-struck={entry.struck !== null}
      data-fresh={fresh}
      id={`entry-${entry.id}`}
    >
      <GutterMark entry={entry} promoted={promoted} />
      <span className={styles['time']}>
        <At at={entry.occurredAt} near={entry.at} />
      </span>
      <div className={styles['what']}>
        <p>
          {entry.kind === 'log' ? null : <Author entry={entry} />}
          <span className={styles['text']}>
            <FoldedText text={entry.text} />
          </span>
          {entry.kind === 'log' ? <Actor entry={entry} /> : null}
        </p>
        {also.length === 0 ? null : (
          <p className={styles['also']}>
            {also.map(({ id, text }) => (
              <span key={id}>
                <Linked text={/[.!?…]\u2069?$/u.test(text) ? text : `${text}.`} />{' '}
              </span>
            ))}
          </p>
        )}
        <Attached attachments={entry.attachments} />
        <Marks entry={entry} />
      </div>
      {entry.kind === 'log' ? null : <LineMenu entry={entry} />}
    </article>
  );
}

/** Recorded while the reader was away. */
const useFresh = ({ id }: TimelineEntry): boolean =>
  useView((view) => view.returned !== null && Number(id.split('.')[0]) >= view.returned.fromVersion);

/** People who joined one after another: their names in one line, and when each joined on demand. */
function Arrivals({ entries }: { readonly entries: readonly TimelineEntry[] }): ReactNode {
  const name = useNames();
  const last = entries.at(-1) as TimelineEntry;
  const fresh = useFresh(last);
  const [first, second, third] = entries.map(({ by }) => name(by));
  const others = entries.length > 3 ? `${entries.length - 2} others` : third;
  return (
    <article className={styles['line']} data-weight="log" data-fresh={fresh} id={`entry-${last.id}`}>
      <span className={styles['time']}>
        <At at={last.at} near={last.at} />
      </span>
      <div className={styles['what']}>
        <p className={styles['text']}>
          {first}, {second} and {others} joined.
        </p>
        <div className={styles['marks']}>
          <details className={styles['history']}>
            <summary>when each joined</summary>
            <ol>
              {entries.map(({ id, at, text }) => (
                <li key={id}>
                  {clockAndDay(at, dayKey(last.at))} {text}
                </li>
              ))}
            </ol>
          </details>
        </div>
      </div>
    </article>
  );
}

function Author({ entry }: { readonly entry: TimelineEntry }): ReactNode {
  return (
    <strong className={styles['author']} translate="no">
      {useNames()(entry.by)}{' '}
    </strong>
  );
}

/**
 * What follows automatically from a person's act has no author of its own; as the first of its commit it is the act: a
 * promise that was snoozed.
 */
const FOLLOWING: ReadonlySet<string> = new Set([
  'updates.rhythm-followed',
  'updates.promised',
  'updates.approval-lapsed',
  'updates.cleared',
  'floor.ended',
]);

/** Who did what the room reports; many of its sentences name them already, and then the name is not shown twice. */
function Actor({ entry }: { readonly entry: TimelineEntry }): ReactNode {
  const names = useNames();
  const { typedBy } = entry;
  const name = typedBy === null ? names(entry.by) : `${names(entry.by)} (typed by ${names(typedBy)})`;
  if (entry.by === CLOCK || (FOLLOWING.has(entry.type) && !entry.id.endsWith('.0')) || entry.namesAuthor) return null;
  return (
    <>
      {' '}
      <span className={styles['actor']}>{name}</span>
    </>
  );
}

function Marks({ entry }: { readonly entry: TimelineEntry }): ReactNode {
  const marks = [
    entry.kind === 'follow-up' ? 'follow-up' : '',
    entry.pinned ? 'pinned' : '',
    entry.afterClose ? 'after close' : '',
    isLate(entry) ? 'late entry' : '',
  ].filter((mark) => mark !== '');
  const times = timesOf(entry);
  if (marks.length === 0 && times.length === 0 && entry.struck === null && entry.history.length === 0) return null;
  return (
    <div className={styles['marks']}>
      {marks.map((mark) => (
        <span key={mark}>{mark}</span>
      ))}
      {times.length === 0 ? null : <span>{times.join(', ')}</span>}
      {entry.struck === null ? null : <span>struck: {entry.struck.why}</span>}
      {entry.history.length === 0 ? null : <History entry={entry} />}
    </div>
  );
}

/**
 * Every time that is not the one in front: when it happened, when it was written without a link, when the room received
 * it.
 */
function timesOf({ at, occurredAt, writtenAt }: TimelineEntry): readonly string[] {
  const said = (word: string, instant: string): string => `${word} ${clockAndDay(instant, dayKey(at), 'seconds')}`;
  if (writtenAt !== null)
    return [
      ...(occurredAt === writtenAt ? [] : [said('happened', occurredAt)]),
      said('written offline', writtenAt),
      said('received', at),
    ];
  return at === occurredAt ? [] : [said('happened', occurredAt), said('recorded', at)];
}

function History({ entry }: { readonly entry: TimelineEntry }): ReactNode {
  const names = useNames();
  const day = dayKey(entry.at);
  return (
    <details className={styles['history']}>
      <summary>corrected {entry.history.length === 1 ? 'once' : `${entry.history.length} times`}</summary>
      <ol>
        {entry.history.map((earlier) => (
          <li key={earlier.at}>
            <s>{earlier.text}</s> {clockAndDay(earlier.occurredAt, day)}. {names(earlier.by)} at{' '}
            {clockAndDay(earlier.at, day)}: {earlier.why}
          </li>
        ))}
      </ol>
    </details>
  );
}
