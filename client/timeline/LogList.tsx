/**
 * A list of thousands of lines, of which only those in sight are drawn. It stays at the bottom while the reader is
 * there, keeps their place when they are not, also when an older page arrives above, and says how many lines are new
 * below.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useRoomStore } from '../session/hooks.ts';
import { Line } from './Line.tsx';
import type { Row } from './rows.ts';
import styles from './Talk.module.css';
import { useFoot } from './useFoot.ts';
import { useOlder } from './useOlder.ts';
import { useJump } from './useJump.ts';
import { useUnread } from './useUnread.ts';

interface LogListProps {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly empty: string;
}

const LINE_HEIGHT = 46;
/** Within so many pixels of the end counts as reading the newest. */
const AT_END = 48;

export function LogList({ label, rows, empty }: LogListProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- read again on every render, and nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: AT_END,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
  });
  // A pane that was hidden has no height and no position: it opens at the newest line.
  const shown = (virtual.scrollRect?.height ?? 0) > 0;
  useLayoutEffect(() => {
    if (shown) virtual.scrollToEnd();
  }, [shown, virtual]);
  useFoot(scroller, virtual, AT_END);
  const items = virtual.getVirtualItems();
  // Before anything is drawn, nothing is near the top; in an empty list everything is.
  const older = useOlder(items[0]?.index ?? (rows.length === 0 ? 0 : rows.length), rows.length);
  const unread = useUnread(virtual, rows);
  useHeldHistory(shown && !virtual.isAtEnd());
  const found = useJump(shown, rows, virtual);
  return (
    <div className={styles['log']}>
      <div ref={scroller} className={styles['scroller']} role="log" aria-live="off" aria-label={label} tabIndex={0}>
        {older.exists ? (
          <button type="button" className={styles['older']} onClick={older.load} disabled={older.loading}>
            {older.loading ? 'Loading earlier lines' : 'Earlier lines'}
          </button>
        ) : null}
        {rows.length === 0 ? <p className={styles['empty']}>{empty}</p> : null}
        <div ref={virtual.containerRef} className={styles['lines']}>
          {items.map(({ key, index }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                data-found={index === found}
                className={styles['at']}
              >
                <Line row={row} />
              </div>
            );
          })}
        </div>
      </div>
      {unread === 0 ? null : (
        <button type="button" className={styles['newer']} onClick={() => virtual.scrollToEnd()}>
          <ArrowDown size={14} aria-hidden="true" />
          {unread} new
        </button>
      )}
    </div>
  );
}

/** While the reader is further up, the lines around them stay loaded. */
function useHeldHistory(isFurtherUp: boolean): void {
  const store = useRoomStore();
  useEffect(() => (isFurtherUp ? store.history.hold() : undefined), [store, isFurtherUp]);
}
