/** Brings the line that was asked for into the middle of its list; answers which row that is. */
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { jump, rowOfEntry } from './jump.ts';
import type { Row } from './rows.ts';

export function useJump(shown: boolean, rows: readonly Row[], virtual: Virtualizer<HTMLDivElement, Element>): number {
  const to = useStore(jump);
  const done = useRef(to);
  const at = to === null ? -1 : rowOfEntry(rows, to.to);
  useEffect(() => {
    if (!shown || at === -1 || done.current === to) return;
    done.current = to;
    virtual.scrollToIndex(at, { align: 'center' });
  }, [shown, at, to, virtual]);
  return at;
}
