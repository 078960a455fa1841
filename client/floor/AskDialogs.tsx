/** Three short questions about command that take a line of words: asking for it, asking for relief, and assuming it. */
import type { ReactNode } from 'react';
import { useNames, useRoom, useVerdict } from '../session/hooks.ts';
import { AlsoCommands } from '../ui/AlsoCommands.tsx';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, type TextDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { Ago, Since, Until } from '../ui/Time.tsx';
import { useAbsence } from './CommanderFact.tsx';
import styles from './Floor.module.css';

interface AskDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function RequestDialog({ open, onClose }: AskDialogProps): ReactNode {
  const words = useDraft('request.why', '');
  const holder = useRoom((room) => room.floor.holder);
  const name = useNames();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Offer to take command"
      actions={<Ask type="floor.request" words={words} verb="Offer" onClose={onClose} />}
    >
      <p className={styles['note']}>
        {holder === null ? 'The commander' : name(holder)} will see that you’re offering to take command. They can start
        a handoff or decline. Both are recorded.
      </p>
      <Field label="Reason (optional)" most={300} draft={words} />
    </Dialog>
  );
}

export function ReliefDialog({ open, onClose }: AskDialogProps): ReactNode {
  const words = useDraft('relief.why', '');
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Ask to be relieved"
      actions={<Ask type="floor.ask-relief" words={words} verb="Ask" onClose={onClose} />}
    >
      <p className={styles['note']}>
        Everyone here sees that you want to be relieved. When someone presses “I can”, you can offer them command in one
        step. You stay in command until someone accepts.
      </p>
      <Field label="Reason (optional)" placeholder="three hours in, losing track" most={300} draft={words} />
    </Dialog>
  );
}

interface AskProps {
  readonly type: 'floor.request' | 'floor.ask-relief';
  readonly words: TextDraft;
  readonly verb: string;
  readonly onClose: () => void;
}

function Ask({ type, words, verb, onClose }: AskProps): ReactNode {
  const why = words.value;
  return (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type={type}
        sends={words}
        data={why.trim() === '' ? {} : { why: why.trim() }}
        look="primary"
        onDone={onClose}
      >
        {verb}
      </CommandButton>
    </>
  );
}

/** Assuming command: a reason, the facts it rests on, and how long until it is allowed. */
export function AssumeDialog({ open, onClose }: AskDialogProps): ReactNode {
  const words = useDraft('assume.why', '');
  const why = words.value;
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="floor.assume"
        sends={words}
        data={{ why: why.trim() }}
        look="danger"
        unready={why.trim() === '' ? 'Say why in one line. It’s recorded in the log.' : null}
        onDone={onClose}
      >
        Assume command
      </CommandButton>
    </>
  );
  return (
    <Dialog open={open} onClose={onClose} title="Assume command" actions={actions}>
      <AssumeFacts />
      <AlsoCommands />
      <Field label="Reason" placeholder="Priya is disconnected and no one can reach her" most={300} draft={words} />
      <p className={styles['note']}>
        The log will say <em>assumed</em>, not handed off, with these facts and your reason.
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
          {name(absence.holder)} has been disconnected for <Since at={absence.since} />.
        </li>
      )}
      {challenge === null ? null : (
        <li>
          {name(challenge.by)} asked “Is there a commander?” <Ago at={challenge.askedAt} />. No answer yet.
        </li>
      )}
      {typeof until === 'string' ? (
        <li className={styles['wait']}>
          You can assume command in <Until at={until} />.
        </li>
      ) : null}
      {verdict === null ? <li className={styles['wait']}>You can assume command now.</li> : null}
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
