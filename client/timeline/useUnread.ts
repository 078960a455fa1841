/** How many lines came below while the reader was looking further up. */
import type { ReactVirtualizer } from '@tanstack/react-virtual';
import { useState } from 'react';
import type { Row } from './rows.ts';

export function useUnread(virtual: ReactVirtualizer<HTMLDivElement, Element>, rows: readonly Row[]): number {
  const last = rows.at(-1)?.key ?? '';
  const [seen, setSeen] = useState(last);
  const atEnd = virtual.isAtEnd();
  if (atEnd && seen !== last) setSeen(last);
  if (atEnd || seen === last) return 0;
  const from = rows.findLastIndex((row) => row.key === seen);
  return from === -1 ? 0 : rows.length - 1 - from;
}
