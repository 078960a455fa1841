/** A go / no-go before a step that cannot be taken back: which stations must answer, who sits there, and which are open. */
import { useState, type ReactNode } from 'react';
import { whoAnswers } from '../../shared/decisions/stations.ts';
import { ROLES } from '../../shared/seat-names.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Area } from '../ui/Field.tsx';
import styles from './Dialogs.module.css';
import { oneLine, type WordingProps } from './ProposeDialog.tsx';
import { stationName } from './words-said.ts';

/** More than this nobody can wait for. */
const MOST = 12;

export function PollDialog({ text, onText, onClose }: WordingProps): ReactNode {
  const room = useRoom((whole) => whole);
  const roles: readonly string[] = ['commander', ...ROLES, ...room.crew.roles.map(({ role }) => role)];
  const [picked, setPicked] = useState<readonly string[]>(() =>
    roles.filter((role) => role !== 'commander' && whoAnswers(room, role) !== null),
  );
  const wording = oneLine(text);
  const done = (): void => (onText(''), onClose());
  const unready =
    wording === ''
      ? 'Write which step it is about.'
      : picked.length === 0
        ? 'Choose at least one station.'
        : picked.length > MOST
          ? `Choose at most ${MOST}: those without whom it must not happen.`
          : null;
  const toggle = (role: string): void =>
    setPicked(
      picked.includes(role)
        ? picked.filter((each) => each !== role)
        : roles.filter((each) => each === role || picked.includes(each)),
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Go or no-go"
      actions={
        <CommandButton
          look="primary"
          type="decisions.propose"
          data={{ text: wording, stations: picked }}
          unready={unready}
          onDone={done}
        >
          Ask the stations
        </CommandButton>
      }
    >
      <Area
        label="The step that cannot be taken back"
        autoFocus
        maxLength={300}
        placeholder="fail over to eu-2"
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <fieldset className={styles['stations']}>
        <legend>Who must say go?</legend>
        <div>
          {roles.map((role) => (
            <Pick key={role} role={role} picked={picked.includes(role)} onToggle={() => toggle(role)} />
          ))}
        </div>
      </fieldset>
      <p className={styles['note']}>
        Each station answers go or no-go for itself. Whoever says nothing in time shows as missing, never as go.
      </p>
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
        <small data-open="true">{picked ? 'open: nobody can answer' : 'open'}</small>
      ) : (
        <small>{names(person)}</small>
      )}
    </label>
  );
}
