/** Someone thinks it is worse, or less bad, than its severity: a severity and one line, once. The commander decides. */
import type { ReactNode } from 'react';
import type { Severity } from '../../shared/incident/words.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { textIn, useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { toast } from '../ui/toasts.ts';
import styles from './Dialogs.module.css';
import { SeverityScale } from './SeverityScale.tsx';

interface Suggestion {
  readonly severity: Severity | null;
  readonly why: string;
}

export function SuggestDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const now = useRoom((room) => room.incident.severity);
  const holder = useRoom((room) => room.floor.holder);
  const who = useNames()(holder ?? '');
  const form = useDraft<Suggestion>('suggest', { severity: null, why: '' });
  const { severity, why } = form.value;
  const done = (): void => {
    onClose();
    toast({ tone: 'done', text: `${who} can see your suggestion.` });
  };
  const unready =
    severity === null || severity === now
      ? `It’s already SEV${now}. Choose another.`
      : why.trim() === ''
        ? 'Say why in one line: what did you see?'
        : null;
  const verb = severity === null || severity === now ? 'Suggest' : `Suggest SEV${severity}`;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Suggest a severity"
      actions={
        <CommandButton
          look="primary"
          type="incident.suggest-severity"
          sends={form}
          data={{ severity: severity ?? now, why: why.trim() }}
          unready={unready}
          onDone={done}
        >
          {verb}
        </CommandButton>
      }
    >
      <p className={styles['note']}>
        You can suggest once until the severity is set again. {who} decides; there is no debate about it.
      </p>
      <SeverityScale
        now={now}
        value={severity}
        onChoose={(chosen) => form.set((before) => ({ ...before, severity: chosen }))}
      />
      <Field
        label="What did you see? In one line"
        most={300}
        placeholder="support has 200 tickets from the US too"
        draft={textIn(form, 'why')}
      />
    </Dialog>
  );
}
