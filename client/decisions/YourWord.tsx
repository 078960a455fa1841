/**
 * The two possible responses: a strong objection with its reason, or heard. Afterwards: what I said. Only responders
 * are asked.
 */
import type { ReactNode } from 'react';
import { saidBy } from '../../shared/decisions/against.ts';
import type { RunningDecision } from '../../shared/decisions/words.ts';
import { isResponder } from '../../shared/standing.ts';
import { useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useLeft } from './Countdown.tsx';
import styles from './Decisions.module.css';
import { decisionsDialog, FORMS } from './screen.ts';

export function YourWord({ running }: { readonly running: RunningDecision }): ReactNode {
  const you = useYou();
  const asked = useRoom((room) => isResponder(room, you));
  const over = useLeft(running) === 0;
  const said = saidBy(running, you);
  if (!asked) return <p className={styles['quiet']}>{over ? 'Responders were asked.' : 'Waiting for responders.'}</p>;
  if (said === null && over) return <p className={styles['quiet']}>You didn’t respond. Time’s up.</p>;
  if (said !== null) return <Said said={said} over={over} decision={running.id} />;
  return (
    <div className={styles['answers']}>
      <ObjectButton decision={running.id} />
      <CommandButton type="decisions.hear" data={{ decision: running.id, text: running.text }}>
        Heard
      </CommandButton>
    </div>
  );
}

function Said({
  said,
  over,
  decision,
}: {
  readonly said: NonNullable<ReturnType<typeof saidBy>>;
  readonly over: boolean;
  readonly decision: string;
}): ReactNode {
  return (
    <div className={styles['said']}>
      <span role="status">
        You said: <strong>{said === 'heard' ? 'heard' : 'strong objection'}</strong>
      </span>
      {said === 'heard' && !over ? <ObjectButton decision={decision} small /> : null}
    </div>
  );
}

function ObjectButton({ decision, small }: { readonly decision: string; readonly small?: true }): ReactNode {
  return (
    <CommandButton
      type="decisions.object"
      data={{ decision, why: '-' }}
      size={small ? 'small' : 'normal'}
      drafts={FORMS.object(decision)}
      onPress={() => decisionsDialog.open({ open: 'object' })}
    >
      Strong objection
    </CommandButton>
  );
}
