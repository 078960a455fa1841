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
        <li>Every incident has a room. One person is in command; everybody sees who.</li>
        <li>Something is broken? Write it below in one sentence and declare. You are in command until you hand it on.</li>
        <li>Somebody else declared it? Press Join and say what you know; the commander gives you something to do.</li>
      </ol>
      <Button look="quiet" size="small" onClick={dismiss}>Understood</Button>
    </section>
  );
}
