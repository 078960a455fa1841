/**
 * For someone who comes back: which version they read, which one this is, and each changed field as it was and as it
 * is.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { useNames, useRoom } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { At } from '../ui/Time.tsx';
import type { NowChange } from './now-changes.ts';
import styles from './Now.module.css';
import { READ_MS, type NowReading } from './useNowRead.ts';

export function NowChanges({
  reading: { version, changes, watched, markRead },
}: {
  readonly reading: NowReading;
}): ReactNode {
  const newest = useRoom((room) => room.incident.now.version);
  // What is being compared stays on screen until it is dismissed, also once it counts as read.
  const [compared, setCompared] = useState<{ readonly from: number; readonly changes: readonly NowChange[] } | null>(
    null,
  );
  const open = compared !== null;
  useEffect(() => {
    if (!open || changes.length === 0) return undefined;
    const timer = setTimeout(markRead, READ_MS);
    return () => clearTimeout(timer);
  }, [open, changes, markRead]);
  if (!open && (changes.length === 0 || watched || version === null)) return null;
  const from = compared?.from ?? version ?? 0;
  const done = (): void => {
    if (changes.length > 0) markRead();
    setCompared(null);
  };
  return (
    <div className={styles['changes']} role="status">
      <p>
        You’ve read version {from}, this is {newest}.
      </p>
      <span className={styles['buttons']}>
        {open ? null : (
          <Button size="small" onClick={() => setCompared({ from, changes })}>
            What changed
          </Button>
        )}
        <Button size="small" look="quiet" onClick={done}>
          Mark as read
        </Button>
      </span>
      {open ? <Comparison changes={changes.length > 0 ? changes : compared.changes} /> : null}
    </div>
  );
}

function Comparison({ changes }: { readonly changes: readonly NowChange[] }): ReactNode {
  const name = useNames();
  return (
    <dl className={styles['comparison']}>
      {changes.map(({ field, label, before, after, by, at }) => (
        <div key={field}>
          <dt>
            {label}{' '}
            <small>
              {name(by)}, <At at={at} />
            </small>
          </dt>
          <dd>
            <small>Before</small>
            <del>{before === '' ? 'empty' : before}</del>
          </dd>
          <dd>
            <small>Now</small>
            <ins>{after === '' ? 'cleared' : after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
