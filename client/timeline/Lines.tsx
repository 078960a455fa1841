/** One of the two lists over the log: what was said, or what happened; your own unconfirmed lines at the end. */
import { useDeferredValue, useMemo, type ReactNode } from 'react';
import { useView } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { zone } from '../session/zone.ts';
import { today } from '../ui/today.ts';
import { useEntries } from './entries.ts';
import { LogList } from './LogList.tsx';
import { pendingRows, rowsOf, type Detail, type List, type Order } from './rows.ts';
import styles from './Talk.module.css';

interface LinesProps {
  readonly list: List;
  readonly detail: Detail;
  readonly order: Order;
}

/**
 * The place first, its lines a frame later: the press that opens a list, and the letters after it, never wait for
 * hundreds of lines.
 */
export function Lines(lines: LinesProps): ReactNode {
  return useDeferredValue(true, false) ? <Loaded {...lines} /> : <div className={styles['log']} />;
}

function Loaded({ list, detail, order }: LinesProps): ReactNode {
  const entries = useEntries();
  const pending = useView((view) => view.pending);
  const shown = useStore(zone);
  const present = useStore(today);
  const rows = useMemo(
    () => [...rowsOf(entries, list, { detail, order, zone: shown, today: present }), ...pendingRows(pending, list)],
    [entries, list, detail, order, pending, shown, present],
  );
  const empty =
    list === 'chat'
      ? 'Say what you see. Start a line with “TL ” to add it to the timeline.'
      : 'What happened, in order. Add the first line below.';
  return <LogList label={list === 'chat' ? 'Chat' : 'Timeline'} rows={rows} empty={empty} />;
}
