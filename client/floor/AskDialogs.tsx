/** Three short questions about command that take a line of words: asking for it, asking for relief, and assuming it. */
import { useState, type ReactNode } from 'react';
import { useNames, useRoom, useVerdict } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Since, Until } from '../ui/Time.tsx';
import { useAbsence } from './CommanderFact.tsx';
import styles from './Floor.module.css';

interface AskDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function RequestDialog({ open, onClose }: AskDialogProps): ReactNode {
  const [why, setWhy] = useState('');
  const holder = useRoom((room) => room.floor.holder);
  const name = useNames();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Ask for command"
      actions={<Ask type="floor.request" why={why} verb="Ask" onClose={onClose} />}
    >
      <p className={styles['note']}>
        {holder === null ? 'The commander' : name(holder)} is asked: “Do you wish me to take command?” They answer by an
        offer or a no. Both are on the record.
      </p>
      <Field label="Why (optional)" maxLength={300} value={why} onChange={(event) => setWhy(event.target.value)} />
    </Dialog>
  );
}

export function ReliefDialog({ open, onClose }: AskDialogProps): ReactNode {
  const [why, setWhy] = useState('');
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Ask the room for relief"
      actions={<Ask type="floor.ask-relief" why={why} verb="Ask for relief" onClose={onClose} />}
    >
      <p className={styles['note']}>
        Everybody here sees that you want to be relieved. Whoever presses “I can” appears to you as a filled-in offer.
        You stay in command until one is accepted.
      </p>
      <Field
        label="Why (optional)"
        placeholder="three hours in, I am losing the thread"
        maxLength={300}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Dialog>
  );
}

interface AskProps {
  readonly type: string;
  readonly why: string;
  readonly verb: string;
  readonly onClose: () => void;
}

function Ask({ type, why, verb, onClose }: AskProps): ReactNode {
  return (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton type={type} data={why.trim() === '' ? {} : { why: why.trim() }} look="primary" onDone={onClose}>
        {verb}
      </CommandButton>
    </>
  );
}

/** Breaking the glass: a reason, the facts it rests on, and how long until it is allowed. */
export function AssumeDialog({ open, onClose }: AskDialogProps): ReactNode {
  const [why, setWhy] = useState('');
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="floor.assume"
        data={{ why: why.trim() }}
        look="danger"
        unready={why.trim() === '' ? 'Say why in one line; it stands in the log.' : null}
        onDone={onClose}
      >
        Assume command
      </CommandButton>
    </>
  );
  return (
    <Dialog open={open} onClose={onClose} title="Assume command" actions={actions}>
      <AssumeFacts />
      <Field
        label="Why"
        placeholder="Priya is not connected and nobody can reach her"
        maxLength={300}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      <p className={styles['note']}>
        The log will say <em>assumed</em>, never handed over, with these facts and your reason.
      </p>
    </Dialog>
  );
}

function AssumeFacts(): ReactNode {
  const absence = useAbsence();
  const challenge = useRoom((room) => room.floor.challenge);
  const holder = useRoom((room) => room.floor.holder);
  const name = useNames();
  const verdict = useVerdict('floor.assume', { why: 'preview' });
  const until = verdict?.refused.facts?.['until'];
  return (
    <ul className={styles['facts']}>
      {holder === null ? null : (
        <li>
          {name(holder)} has command
          <FloorSince />.
        </li>
      )}
      {absence === null ? null : (
        <li>
          {name(absence.holder)} has had no connection for <Since at={absence.since} />.
        </li>
      )}
      {challenge === null ? null : (
        <li>
          {name(challenge.by)} asked “Is there a commander?” <Since at={challenge.askedAt} /> ago; no answer yet.
        </li>
      )}
      {typeof until === 'string' ? (
        <li className={styles['wait']}>
          You may assume command in <Until at={until} />.
        </li>
      ) : null}
      {verdict === null ? <li className={styles['wait']}>You may assume command now.</li> : null}
      {verdict !== null && typeof until !== 'string' ? <li className={styles['wait']}>{verdict.sentence}</li> : null}
    </ul>
  );
}

function FloorSince(): ReactNode {
  const since = useRoom((room) => room.floor.since);
  return since === null ? null : (
    <>
      , for <Since at={since} />
    </>
  );
}
