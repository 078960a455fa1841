/** Brings the line that was asked for into the middle of its list; answers which row that is. */
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { arrives, jump, rowOfEntry } from './jump.ts';
import type { Row } from './rows.ts';

export function useJump(shown: boolean, rows: readonly Row[], virtual: Virtualizer<HTMLDivElement, Element>): number {
  const to = useStore(jump);
  const at = to === null ? -1 : rowOfEntry(rows, to.to);
  useEffect(() => {
    if (shown && at !== -1 && to !== null && arrives(to)) virtual.scrollToIndex(at, { align: 'center' });
  }, [shown, at, to, virtual]);
  return at;
}
