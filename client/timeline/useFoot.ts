/**
 * A pane that becomes lower (a strip above it, a phone's keyboard) keeps its newest line in sight, if that was in sight
 * before.
 */
import type { ReactVirtualizer } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';

export function useFoot(
  scroller: RefObject<HTMLElement | null>,
  virtual: ReactVirtualizer<HTMLDivElement, Element>,
  near: number,
): void {
  useEffect(() => {
    const pane = scroller.current;
    if (pane === null) return undefined;
    let [height, atFoot] = [pane.clientHeight, true];
    const look = (): void => {
      // The browser may move the position because the pane changed; that is not what the reader wanted.
      if (pane.clientHeight === height) atFoot = pane.scrollHeight - pane.scrollTop - height <= near;
    };
    const observer = new ResizeObserver(() => {
      height = pane.clientHeight;
      if (atFoot) virtual.scrollToEnd();
    });
    pane.addEventListener('scroll', look, { passive: true });
    observer.observe(pane);
    return () => {
      pane.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [scroller, virtual, near]);
}
