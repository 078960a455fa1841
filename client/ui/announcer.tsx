/**
 * The page's two announcers for screen readers: assertive for what people must act on, polite for the rest. Logs and
 * timers are silent; what is said here is chosen.
 */
import { useSyncExternalStore, type ReactNode } from 'react';
import { withoutTurns } from '../../shared/isolated.ts';
import { Store } from '../session/store.ts';

const spoken = { polite: new Store(''), assertive: new Store('') };

export function announce(how: 'polite' | 'assertive', words: string): void {
  spoken[how].set('');
  setTimeout(() => spoken[how].set(withoutTurns(words)), 60);
}

export function Announcers(): ReactNode {
  const polite = useSyncExternalStore(spoken.polite.subscribe, spoken.polite.get);
  const assertive = useSyncExternalStore(spoken.assertive.subscribe, spoken.assertive.get);
  return (
    <>
      <div className="visually-hidden" aria-live="polite" role="status">
        {polite}
      </div>
      <div className="visually-hidden" aria-live="assertive" role="alert">
        {assertive}
      </div>
    </>
  );
}
