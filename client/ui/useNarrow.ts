/** Whether the screen is too narrow for panes side by side. */
import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 900px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
