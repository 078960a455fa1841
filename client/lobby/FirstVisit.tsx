/** Three lines for somebody who has never been here; gone for good once dismissed. */
import { useState, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './Lobby.module.css';

const KEY = 'watchfloor.visited';

export function FirstVisit({ observer }: { readonly observer: boolean }): ReactNode {
  const [seen, setSeen] = useState(() => localStorage.getItem(KEY) !== null);
  if (seen) return null;
  const dismiss = (): void => {
    localStorage.setItem(KEY, 'yes');
    setSeen(true);
  };
  return (
    <section className={styles['first']} aria-label="What this is">
      <ol>
        <li>Every incident has a room. One person is in command; everybody sees who.</li>
        {observer ? <Watching /> : <Helping />}
      </ol>
      <Button look="quiet" size="small" onClick={dismiss}>
        Understood
      </Button>
    </section>
  );
}

function Helping(): ReactNode {
  return (
    <>
      <li>Something is broken? Write it below in one sentence and declare. You are in command until you hand it on.</li>
      <li>Somebody else declared it? Press Join and say what you know; the commander gives you something to do.</li>
    </>
  );
}

function Watching(): ReactNode {
  return (
    <>
      <li>Press Join to see what is known, what is being done and when the next update comes.</li>
      <li>A question goes to the commander, and disturbs nobody who works on the problem.</li>
    </>
  );
}
