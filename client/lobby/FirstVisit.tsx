/** Three lines for somebody who has never been here; gone for good once dismissed. */
import { useState, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './Lobby.module.css';

const KEY = 'watchfloor.visited';

export function FirstVisit(): ReactNode {
  const [seen, setSeen] = useState(() => localStorage.getItem(KEY) !== null);
  if (seen) return null;
  const dismiss = (): void => {
    localStorage.setItem(KEY, 'yes');
    setSeen(true);
  };
  return (
    <section className={styles['first']} aria-label="What this is">
      <ol>
        <li>An incident is run in a room. Exactly one person is in command, and everybody sees who.</li>
        <li>Something is broken: write what and for whom, choose how bad, press Declare. You are in command until you hand it on.</li>
        <li>Somebody else declared it: press Join. Say what you know in the chat; the commander will give you something to do.</li>
      </ol>
      <Button look="quiet" size="small" onClick={dismiss}>Understood</Button>
    </section>
  );
}
