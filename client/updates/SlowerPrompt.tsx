/** Two hours in, the commander is asked quietly whether updates may come less often. One press; dismissed, it stays away. */
import { useMemo, useState, type ReactNode } from 'react';
import { useNow, useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { slowerRhythm } from './slower.ts';
import styles from './Updates.module.css';

export function SlowerPrompt(): ReactNode {
  const room = useRoom((whole) => whole);
  const commanding = room.floor.holder === useYou();
  const now = useNow();
  const slower = useMemo(() => slowerRhythm(room, now), [room, now]);
  const [away, setAway] = useState('');
  if (!commanding || slower === null || away === slower.name) return null;
  const [every, before] = [Math.round(slower.everySeconds / 60), Math.round(slower.insteadOf / 60)];
  return (
    <div className={styles['slower']}>
      <p>
        This has gone on for a while. Update every {every} min instead of every {before}?
      </p>
      <CommandButton
        type="updates.set-rhythm"
        data={{ audience: 'internal', everySeconds: slower.everySeconds, why: 'The incident has gone on for long' }}
        size="small"
      >
        Every {every} min
      </CommandButton>
      <Button look="quiet" size="small" onClick={() => setAway(slower.name)}>
        Not now
      </Button>
    </div>
  );
}
