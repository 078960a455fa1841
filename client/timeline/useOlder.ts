/**
 * Loads earlier pages as the reader comes near the top. When a page brings no line for this list (a filter hides them),
 * it tries a few more and then leaves it to the button, so that a quiet filter never reads the whole log by itself.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useRoomStore, useView } from '../session/hooks.ts';

const NEAR_TOP = 4;
const MOST_TRIES = 3;

export interface Older {
  readonly exists: boolean;
  readonly loading: boolean;
  readonly load: () => void;
}

export function useOlder(firstInSight: number, count: number): Older {
  const store = useRoomStore();
  const first = useView((view) => view.commits[0]?.version ?? 1);
  const [loading, setLoading] = useState(false);
  const tries = useRef({ count, left: MOST_TRIES });
  const load = useCallback(() => {
    setLoading(true);
    void store.older().finally(() => setLoading(false));
  }, [store]);
  const exists = first > 1;
  useEffect(() => {
    if (!exists || loading || firstInSight > NEAR_TOP) return;
    if (tries.current.count !== count) tries.current = { count, left: MOST_TRIES };
    if (tries.current.left === 0) return;
    tries.current.left -= 1;
    load();
  }, [exists, loading, firstInSight, count, first, load]);
  return { exists, loading, load };
}
