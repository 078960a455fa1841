/** Three lines for someone who has never been here; gone for good once dismissed. */
import type { ReactNode } from 'react';
import { own } from '../session/keeping.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Lobby.module.css';

const visited = own(
  'visited',
  (kept) => kept !== null,
  (seen) => (seen ? 'yes' : null),
);

export function FirstVisit({ observer }: { readonly observer: boolean }): ReactNode {
  if (useStore(visited.store)) return null;
  return (
    <section className={styles['first']} aria-label="What this is">
      <ol>
        <li>Every incident has a room. One person is in command, and everyone sees who.</li>
        {observer ? <Watching /> : <Helping />}
      </ol>
      <Button look="quiet" size="small" onClick={() => visited.keep(true)}>
        Got it
      </Button>
    </section>
  );
}

function Helping(): ReactNode {
  return (
    <>
      <li>
        Something’s broken? Describe it below in one sentence and declare. You’re in command until you hand it off.
      </li>
      <li>Someone else declared it? Press Join and say what you know. The commander will give you something to do.</li>
    </>
  );
}

function Watching(): ReactNode {
  return (
    <>
      <li>Press Join to see what’s known, what’s being done and when the next update is due.</li>
      <li>Questions go to the commander, not to the people working on the problem.</li>
    </>
  );
}
