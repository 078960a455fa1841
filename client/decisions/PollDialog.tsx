/** A go/no-go before a step that cannot be undone: which roles must answer, who has them, and which are vacant. */
import { useState, type ReactNode } from 'react';
import { whoAnswers } from '../../shared/decisions/stations.ts';
import { ROLES } from '../../shared/seat-names.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Area } from '../ui/Field.tsx';
import styles from './Decisions.module.css';
import { oneLine, type WordingProps } from './ProposeDialog.tsx';
import { POLLED_ROLES } from './screen.ts';
import type { Polled } from './wording.ts';
import { stationName } from './words-said.ts';

/** A commander cannot wait for more than this. */
const MOST = 12;

export function PollDialog({ words, onClose }: WordingProps): ReactNode {
  const room = useRoom((whole) => whole);
  const roles: readonly string[] = ['commander', ...ROLES, ...room.crew.roles.map(({ role }) => role)];
  const [usual] = useState<Polled>(() => ({
    roles: roles.filter((role) => role !== 'commander' && whoAnswers(room, role) !== null),
  }));
  const polled = useDraft(POLLED_ROLES, usual);
  // A role may have been taken out of the room since it was ticked.
  const picked = roles.filter((role) => polled.value.roles.includes(role));
  const wording = oneLine(words.value);
  const unready =
    wording === ''
      ? 'Describe the step.'
      : picked.length === 0
        ? 'Choose at least one role.'
        : picked.length > MOST
          ? `Choose at most ${MOST}: only the roles that must say go.`
          : null;
  const toggle = (role: string): void =>
    polled.set({ roles: roles.filter((each) => (each === role) !== picked.includes(each)) });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Go/no-go"
      actions={
        <CommandButton
          look="primary"
          type="decisions.propose"
          sends={words}
          data={{ text: wording, stations: picked }}
          unready={unready}
          onDone={onClose}
        >
          Ask for go/no-go
        </CommandButton>
      }
    >
      <Area label="The step that can’t be undone" autoFocus most={300} placeholder="fail over to eu-2" draft={words} />
      <fieldset className={styles['stations']}>
        <legend>Who must say go?</legend>
        <div>
          {roles.map((role) => (
            <Pick key={role} role={role} picked={picked.includes(role)} onToggle={() => toggle(role)} />
          ))}
        </div>
      </fieldset>
      <p className={styles['note']}>Each role answers go or no-go. No answer in time shows as missing, never as go.</p>
    </Dialog>
  );
}

interface PickProps {
  readonly role: string;
  readonly picked: boolean;
  readonly onToggle: () => void;
}

function Pick({ role, picked, onToggle }: PickProps): ReactNode {
  const names = useNames();
  const person = useRoom((room) => whoAnswers(room, role));
  return (
    <label className={styles['station']}>
      <input type="checkbox" checked={picked} onChange={onToggle} />
      <span>{stationName(role)}</span>
      {person === null ? (
        <small data-open="true">{picked ? 'vacant: no one can answer' : 'vacant'}</small>
      ) : (
        <small>{names(person)}</small>
      )}
    </label>
  );
}
