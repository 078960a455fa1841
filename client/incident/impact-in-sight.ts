/** Whether the impact is in sight in the Now block: the header then need not say it once more. */
import { useEffect, useRef, type RefObject } from 'react';
import { Store } from '../session/store.ts';
import type { NowName } from './names.ts';

export const impactInSight = new Store(false);

/** Nearly all of its first lines; a strip of it at the edge does not count. */
const ENOUGH = 0.9;

export function useImpactInSight(field: NowName): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (field !== 'impact' || place.current === null) return undefined;
    const watch = new IntersectionObserver(
      (seen) => impactInSight.set((seen.at(-1)?.intersectionRatio ?? 0) >= ENOUGH),
      { threshold: [0, ENOUGH] },
    );
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      impactInSight.set(false);
    };
  }, [field]);
  return place;
}
