/** What a person says about being reachable: here, away, resting. It is recorded, because others plan with it. */
import type { ReactNode } from 'react';
import type { Availability as Word } from '../../shared/crew/words.ts';
import { useRoom, useSend, useYou } from '../session/hooks.ts';
import { Choice } from '../ui/Field.tsx';
import { toast } from '../ui/toasts.ts';
import styles from './Crew.module.css';
import { useCommanded } from './useThanks.ts';

const WORDS: ReadonlyArray<{ readonly value: Word; readonly label: string }> = [
  { value: 'here', label: 'Here' },
  { value: 'away', label: 'Away' },
  { value: 'resting', label: 'Resting' },
];

export function Availability(): ReactNode {
  const you = useYou();
  const said = useRoom((room) => room.crew.members[you]?.availability ?? null);
  const holding = useRoom((room) => room.floor.holder) === you;
  const send = useSend();
  if (said === null) return null;
  const choose = async (availability: Word): Promise<void> => {
    const answer = await send('crew.set-availability', { availability });
    if (!answer.ok) toast({ tone: 'refused', text: answer.message });
  };
  return (
    <div className={styles['availability']}>
      <Choice label="You are" options={WORDS} value={said} onChoose={(word) => void choose(word)} />
      {said === 'resting' ? <Thanks /> : null}
      {holding && said !== 'here' ? (
        <p className={styles['faint']}>You’re still in command. Hand it off (h) before you go.</p>
      ) : null}
    </div>
  );
}

/** Stays as long as the person rests: if they come back for a look, they read it instead of an empty screen. */
function Thanks(): ReactNode {
  const words = useCommanded();
  return (
    <p className={styles['thanks']}>
      Thank you. {words} Everyone sees that you’re resting. Choose “Here” when you’re back.
    </p>
  );
}
