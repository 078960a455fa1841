/**
 * Go/no-go, for a person who has a role that is asked; a no-go opens its reason. Others only watch the row above.
 */
import type { ReactNode } from 'react';
import { sitsAt } from '../../shared/decisions/stations.ts';
import type { RunningDecision, Station } from '../../shared/decisions/words.ts';
import { useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useLeft } from './Countdown.tsx';
import styles from './Decisions.module.css';
import { decisionsDialog, FORMS } from './screen.ts';
import { stationName } from './words-said.ts';

interface YourStationProps {
  readonly running: RunningDecision;
  readonly stations: readonly Station[];
}

export function YourStation({ running, stations }: YourStationProps): ReactNode {
  const you = useYou();
  const room = useRoom((whole) => whole);
  const over = useLeft(running) === 0;
  const mine = stations.filter(({ role }) => sitsAt(room, you, role));
  if (mine.length === 0 || over) return null;
  const named = mine.map(({ role }) => stationName(role)).join(', ');
  const said = mine.find(({ answer }) => answer?.by === you)?.answer;
  return (
    <div className={styles['said']}>
      <span role="status">
        {said == null ? (
          <>
            You answer for <strong>{named}</strong>
          </>
        ) : (
          <>
            You said <strong>{said.go ? 'go' : 'no-go'}</strong> for {named}
          </>
        )}
      </span>
      <span className={styles['answers']} data-small={said != null}>
        {said?.go === false ? null : (
          <CommandButton
            type="decisions.answer"
            data={{ decision: running.id, text: running.text, go: false, why: '-' }}
            drafts={FORMS.object(running.id)}
            onPress={() => decisionsDialog.open({ open: 'object' })}
          >
            No-go
          </CommandButton>
        )}
        {said?.go === true ? null : (
          <CommandButton type="decisions.answer" data={{ decision: running.id, text: running.text, go: true }}>
            Go
          </CommandButton>
        )}
      </span>
    </div>
  );
}
