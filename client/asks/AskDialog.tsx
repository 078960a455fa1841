/**
 * Asking the commander: which kind, and the question in your own words. It says here who is notified, so that no one
 * hesitates to ask.
 */
import type { ReactNode } from 'react';
import type { AskKind } from '../../shared/asks/words.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { within, type Draft } from '../ui/drafting.ts';
import { Area } from '../ui/Field.tsx';
import styles from './Asks.module.css';
import { KINDS } from './kinds.ts';

export interface AskDraft {
  readonly kind: AskKind;
  readonly text: string;
}

interface AskDialogProps {
  readonly draft: Draft<AskDraft>;
  readonly onClose: () => void;
  readonly onAsked: () => void;
}

export function AskDialog({ draft, onClose, onAsked }: AskDialogProps): ReactNode {
  const { kind, text } = draft.value;
  const change = (patch: Partial<AskDraft>): void => draft.set((before) => ({ ...before, ...patch }));
  const holder = useRoom((room) => room.floor.holder);
  const name = useNames()(holder ?? '');
  const data = { kind, text: text.trim() };
  const unready = data.text === '' ? 'Write your question.' : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Ask the commander"
      actions={
        <CommandButton look="primary" type="asks.ask" sends={draft} data={data} unready={unready} onDone={onAsked}>
          Ask {name}
        </CommandButton>
      }
    >
      <Kinds kind={kind} onChoose={(chosen) => change({ kind: chosen })} />
      <Area
        label="Your question"
        autoFocus
        rows={4}
        most={4000}
        placeholder="What may I tell the board at 04:00?"
        draft={within(text, (next) => change({ text: next }))}
      />
      <p className={styles['note']}>
        Only {name} and comms are notified, not the people working on the problem. You’ll get an answer here: now, by a
        set time, no, or from someone else.
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
