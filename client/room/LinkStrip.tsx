/**
 * The strip that appears when the link is lost: amber after three silent seconds, red after fifteen. It says when the
 * server was last heard, what still works, and that the clocks on this screen are now this machine's own guess.
 */
import { useEffect, type ReactNode } from 'react';
import { isLost, link } from '../session/connection.ts';
import { useNow, useView } from '../session/hooks.ts';
import { useLinkState, useStore } from '../session/store-hooks.ts';
import { inServerTime } from '../session/server-clock.ts';
import { roughly } from '../ui/times.ts';
import styles from './RoomLayout.module.css';

export function LinkStrip(): ReactNode {
  const state = useLinkState();
  const lost = isLost(state);
  useEffect(() => {
    if (!lost) return;
    document.documentElement.dataset['link'] = 'lost';
    return () => void delete document.documentElement.dataset['link'];
  }, [lost]);
  return lost ? <Lost red={state === 'red'} /> : null;
}

function Lost({ red }: { readonly red: boolean }): ReactNode {
  const { heardAt } = useStore(link);
  const now = useNow();
  const waiting = useView(
    (view) => view.pending.filter((each) => each.status === 'unconfirmed' || each.status === 'sending').length,
  );
  const queued = useView((view) => view.pending.filter((each) => each.status === 'queued').length);
  return (
    <div className={styles['strip']} data-red={red} role="status" aria-live="off">
      <strong>{red ? 'Disconnected' : 'No response from the server'}</strong>
      <span className={styles['heard']}>last heard {roughly((now - inServerTime(heardAt)) / 1000)} ago</span>
      <span>
        The document, chat and notes still work and are sent later. Times marked <b>~</b> are unconfirmed.
      </span>
      {waiting === 0 ? null : <span className={styles['heard']}>{waiting} not confirmed yet</span>}
      {queued === 0 ? null : <span className={styles['heard']}>{queued} waiting to be sent</span>}
    </div>
  );
}
