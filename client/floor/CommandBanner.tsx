/**
 * Tells everyone at once that command has moved: who, from whom, and how many of those present have seen it. Stays
 * until it is dismissed, or for ten minutes; on a phone it is one short line after ten seconds. Declaring and reopening are no change of command: the header shows those.
 */
import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Commit } from '../../shared/envelope.ts';
import { useNames, useNow, useRoom, useView, useYou } from '../session/hooks.ts';
import { useLatest } from '../session/useLatest.ts';
import { Button } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import { seenBy } from '../ui/seen-by.ts';
import { shortly } from '../ui/today.ts';
import styles from './Floor.module.css';

const MOVES: ReadonlySet<string> = new Set(['floor.passed', 'floor.assumed', 'floor.taken']);
const SHOWN_MS = 600_000;
const WHOLE_MS = 10_000;

interface Move {
  readonly version: number;
  readonly at: string;
  readonly how: string;
  readonly from: string;
  readonly to: string;
  readonly epoch: number;
}

function moveIn({ version, at, events }: Commit): Move | undefined {
  const event = events.find(({ type }) => MOVES.has(type));
  const data = event?.data as { from: string; to: string; epoch: number } | undefined;
  return event === undefined || data === undefined ? undefined : { ...data, version, at, how: event.type };
}

export function CommandBanner(): ReactNode {
  const epoch = useRoom((room) => room.floor.epoch);
  const holder = useRoom((room) => room.floor.holder);
  const move = useLatest(moveIn);
  const now = useNow();
  const [away, setAway] = useState(0);
  if (move?.epoch !== epoch || holder === null || away === epoch || now - Date.parse(move.at) > SHOWN_MS) return null;
  return <Banner key={epoch} move={move} onDismiss={() => setAway(epoch)} />;
}

function Banner({ move, onDismiss }: { readonly move: Move; readonly onDismiss: () => void }): ReactNode {
  const now = useNow();
  const [since] = useState(now);
  return (
    <div
      className={styles['banner']}
      role="region"
      aria-label="Change of command"
      data-folded={now - since > WHOLE_MS || undefined}
    >
      <Words move={move} />
      <SeenBy version={move.version} />
      <Button look="quiet" size="small" className={styles['away'] ?? ''} aria-label="Dismiss" onClick={onDismiss}>
        <X size={14} />
      </Button>
    </div>
  );
}

function Words({ move }: { readonly move: Move }): ReactNode {
  const name = useNames();
  const at = shortly(move.at, 'seconds');
  const from =
    move.how === 'floor.passed'
      ? `from ${name(move.from)}`
      : move.how === 'floor.assumed'
        ? `assumed; ${name(move.from)} was absent`
        : `taken; ${name(move.from)} hadn’t confirmed`;
  return (
    <p>
      <time>{at}</time> <strong>{name(move.to)} is now Incident Commander</strong>
      <strong className={styles['short']}>
        <span>{name(move.to)}</span> is now IC
      </strong>{' '}
      <span>({from})</span>
    </p>
  );
}

/** Of the other people connected: who has had the change on a visible screen, and who has not. */
function SeenBy({ version }: { readonly version: number }): ReactNode {
  const people = useView((view) => view.people);
  const you = useYou();
  const name = useNames();
  const others = Object.values(people).filter((person) => person.connected && person.id !== you);
  const waiting = others.filter((person) => person.seen < version);
  const words = seenBy(others.length, waiting.length);
  if (words === null) return null;
  return (
    <Popover
      title="Not seen yet"
      align="end"
      trigger={
        <button type="button" className={styles['seen']}>
          {words}
        </button>
      }
    >
      {waiting.length === 0 ? (
        <p>Everyone online has seen it.</p>
      ) : (
        <ul>
          {waiting.map((person) => (
            <li key={person.id}>{name(person.id)}</li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
