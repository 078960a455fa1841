/**
 * What only the commander sees of a running decision: who has not responded, and the three ways to end it. If there is
 * something against it, proceeding asks for a reason first.
 */
import { useMemo, type ReactNode } from 'react';
import { needsReason } from '../../shared/decisions/against.ts';
import type { RunningDecision } from '../../shared/decisions/words.ts';
import { useNames, useRoom, useView } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useLeft } from './Countdown.tsx';
import styles from './Decisions.module.css';
import { decisionsDialog } from './screen.ts';
import { silent } from './words-said.ts';

interface CommanderPartProps {
  readonly running: RunningDecision;
  /** Seen by the person who types for the commander. */
  readonly typing: boolean;
}

export function CommanderPart({ running, typing }: CommanderPartProps): ReactNode {
  const decision = running.id;
  const everyone = useSilent(running).length === 0;
  const ready = useLeft(running) === 0 || (running.stations === null && everyone);
  const proceed = needsReason(running)
    ? { data: { decision, why: '-' }, onPress: () => decisionsDialog.open({ open: 'decide', choice: 'proceed' }) }
    : { data: { decision } };
  return (
    <div className={styles['commander']}>
      {running.stations === null && !typing ? <WhoseWord running={running} /> : null}
      <div className={styles['answers']}>
        <CommandButton
          type="decisions.drop"
          data={{ decision }}
          drafts={[`decide.${decision}.why`]}
          onPress={() => decisionsDialog.open({ open: 'decide', choice: 'drop' })}
        >
          Drop
        </CommandButton>
        <CommandButton
          type="decisions.amend"
          data={{ decision, text: '-' }}
          drafts={[`decide.${decision}.text`]}
          onPress={() => decisionsDialog.open({ open: 'decide', choice: 'amend' })}
        >
          Amend
        </CommandButton>
        <CommandButton type="decisions.proceed" look={ready ? 'primary' : 'plain'} {...proceed}>
          Proceed
        </CommandButton>
      </div>
    </div>
  );
}

/** Who is online and has not responded. */
function useSilent(running: RunningDecision): readonly string[] {
  const room = useRoom((whole) => whole);
  const people = useView((view) => view.people);
  return useMemo(() => silent(running, room, people), [running, room, people]);
}

function WhoseWord({ running }: { readonly running: RunningDecision }): ReactNode {
  const names = useNames();
  const missing = useSilent(running);
  const left = useLeft(running);
  return (
    <p className={styles['quiet']}>
      {missing.length === 0 ? (
        `Everyone online has responded.${left > 0 ? ' You don’t have to wait.' : ''}`
      ) : (
        <>
          No response yet from <strong>{missing.map(names).join(', ')}</strong>. Only you see this.
        </>
      )}
    </p>
  );
}
