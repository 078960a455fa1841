/**
 * What was decided, newest first: the outcome, why, and what was said against it. For the commander it is also where a
 * decision begins. No one else sees it before there is something to read.
 */
import type { ReactNode } from 'react';
import { kindOfObjection } from '../../shared/decisions/against.ts';
import type { MadeDecision } from '../../shared/decisions/words.ts';
import { useNames, useRoom, useSpeaksAsCommander } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Panel } from '../ui/Panel.tsx';
import { At } from '../ui/Time.tsx';
import styles from './Decisions.module.css';
import { decisionsDialog, FORMS } from './screen.ts';
import { stationName } from './words-said.ts';

export function DecidedList(): ReactNode {
  const made = useRoom((room) => room.decisions.made);
  const commanding = useSpeaksAsCommander();
  const [newest, ...earlier] = made.toReversed();
  if (newest === undefined && !commanding) return null;
  return (
    <Panel title="Decided" action={commanding ? <Begin /> : undefined}>
      {newest === undefined ? (
        <p className={styles['empty']}>
          No decisions yet. Propose a step: everyone is asked for strong objections, then you decide. If seconds count,
          decide now: it’s recorded, and no one is asked.
        </p>
      ) : (
        <ul className={styles['list']}>
          <Made made={newest} />
        </ul>
      )}
      {earlier.length === 0 ? null : (
        <details className={styles['earlier']}>
          <summary>{earlier.length} earlier</summary>
          <ul className={styles['list']}>
            {earlier.map((each) => (
              <Made key={each.id} made={each} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function Begin(): ReactNode {
  return (
    <>
      <CommandButton
        size="small"
        look="quiet"
        hint="g o"
        type="decisions.propose"
        data={POLL}
        drafts={FORMS.poll}
        onPress={() => decisionsDialog.open({ open: 'poll' })}
      >
        Go/no-go
      </CommandButton>
      <CommandButton
        size="small"
        hint="p"
        type="decisions.propose"
        data={PROPOSAL}
        drafts={FORMS.propose}
        onPress={() => decisionsDialog.open({ open: 'propose' })}
      >
        Propose
      </CommandButton>
      <CommandButton
        size="small"
        look="quiet"
        hint="g d"
        type="decisions.decide"
        data={DECIDED}
        drafts={FORMS.decideNow}
        onPress={() => decisionsDialog.open({ open: 'decide-now' })}
      >
        Decide now
      </CommandButton>
    </>
  );
}

const PROPOSAL = { text: '-' };
const DECIDED = { text: '-' };
const POLL = { text: '-', stations: ['commander'] };
const OUTCOMES: Readonly<Record<MadeDecision['outcome'], string>> = {
  proceeded: 'Proceed:',
  dropped: 'Dropped:',
  left: 'Undecided:',
  decided: 'Decided without asking:',
};

function Made({ made }: { readonly made: MadeDecision }): ReactNode {
  const { text, outcome, why, by, at, objections, missing } = made;
  const names = useNames();
  return (
    <li className={styles['made']} data-outcome={outcome}>
      <span className={styles['when']}>
        <At at={at} />
      </span>
      <div>
        <p className={styles['decidedListText']}>
          <strong>{OUTCOMES[outcome]}</strong> {text}
        </p>
        {outcome === 'left' ? null : (
          <p className={styles['why']}>
            {names(by)}
            {why === null ? '' : `: ${why}`}
          </p>
        )}
        {objections.map((each, place) => (
          <p key={place} className={styles['against']}>
            {outcome === 'proceeded' ? 'Over' : 'After'} {names(each.by)}’s {kindOfObjection(each)}
            {each.earlier === undefined ? '' : ' to the earlier wording'}: {each.why}
          </p>
        ))}
        {missing.length === 0 || outcome === 'dropped' ? null : (
          <p className={styles['against']}>No answer from {missing.map(stationName).join(', ')}</p>
        )}
      </div>
    </li>
  );
}
