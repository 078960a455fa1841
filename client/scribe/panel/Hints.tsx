/**
 * What an empty document suggests. Only drawn, never written into it: two people who open a new room at once would
 * otherwise both insert it.
 */
import type { ReactNode } from 'react';
import styles from '../editor/ScribeEditor.module.css';

export function Hints({ mayWrite }: { readonly mayWrite: boolean }): ReactNode {
  return (
    <div className={styles['hints']} aria-hidden="true">
      <h3>What we know</h3>
      <h3>What we tried</h3>
      <h3>Ruled out</h3>
      <p>
        {mayWrite ? (
          <>
            Just write. Everyone sees it live. <kbd>TL</kbd> and a space at the start of a line adds it to the timeline,{' '}
            <kbd>TODO</kbd> adds a follow-up.
          </>
        ) : (
          'Nothing written yet. New text appears here live.'
        )}
      </p>
    </div>
  );
}
