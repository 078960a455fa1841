/** Asking the commander: which kind, and the question in one's own words. Whom it disturbs is said here, so that nobody hesitates. */
import type { ReactNode } from 'react';
import type { AskKind } from '../../shared/asks/words.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Area } from '../ui/Field.tsx';
import styles from './Dialogs.module.css';
import { KINDS } from './kinds.ts';

export interface AskDraft {
  readonly kind: AskKind;
  readonly text: string;
}

interface AskDialogProps {
  readonly draft: AskDraft;
  readonly onDraft: (draft: AskDraft) => void;
  readonly onClose: () => void;
  readonly onAsked: () => void;
}

export function AskDialog({ draft, onDraft, onClose, onAsked }: AskDialogProps): ReactNode {
  const holder = useRoom((room) => room.floor.holder);
  const name = useNames()(holder ?? '');
  const data = { kind: draft.kind, text: draft.text.trim() };
  const unready = data.text === '' ? 'Write your question.' : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Ask the commander"
      actions={
        <CommandButton look="primary" type="asks.ask" data={data} unready={unready} onDone={onAsked}>
          Ask {name}
        </CommandButton>
      }
    >
      <Kinds kind={draft.kind} onChoose={(kind) => onDraft({ ...draft, kind })} />
      <Area
        label="Your question"
        autoFocus
        rows={4}
        maxLength={4000}
        placeholder="What may I tell the board at 04:00?"
        value={draft.text}
        onChange={(event) => onDraft({ ...draft, text: event.target.value })}
      />
      <p className={styles['note']}>
        Only {name} and comms are told; nobody who is working on the problem is disturbed. You get an answer here: now,
        at a promised time, no, or from somebody else.
      </p>
    </Dialog>
  );
}

function Kinds({ kind, onChoose }: { readonly kind: AskKind; readonly onChoose: (kind: AskKind) => void }): ReactNode {
  return (
    <fieldset className={styles['kinds']}>
      <legend>What do you need?</legend>
      <div>
        {KINDS.map((each) => (
          <label key={each.kind}>
            <input type="radio" name="kind" checked={each.kind === kind} onChange={() => onChoose(each.kind)} />
            <span>
              <strong>{each.name}</strong> <small>{each.means}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
