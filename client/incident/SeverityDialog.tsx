/**
 * Changing the severity: the customer impact comes first, because it decides; then the severity, then a one-line
 * reason. One act, and the toast undoes it with the plain inverse.
 */
import type { ReactNode } from 'react';
import type { Severity } from '../../shared/incident/words.ts';
import { useRoom, useSend } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { textIn, useDraft } from '../ui/drafting.ts';
import { Area, Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { toast } from '../ui/toasts.ts';
import { SeverityScale } from './SeverityScale.tsx';
import { Suggestions } from './Suggestions.tsx';

interface SeverityDialogProps {
  /** An accepted suggestion: its severity and its reason are filled in. */
  readonly suggested: Severity | null;
  readonly because: string;
  readonly onClose: () => void;
}

interface Change {
  readonly severity: Severity;
  readonly impact: string;
  readonly why: string;
  /** The impact that its writer had on screen. */
  readonly read: { readonly impact: string; readonly version: number };
}

export function SeverityDialog({ suggested, because, onClose }: SeverityDialogProps): ReactNode {
  const from = useRoom((room) => room.incident.severity);
  const block = useRoom((room) => room.incident.now);
  const newest = block.impact?.value ?? '';
  const newestRead = { impact: newest, version: block.version };
  const form = useDraft<Change>(because === '' ? 'severity' : `severity.${suggested}`, {
    severity: suggested ?? from,
    impact: newest,
    why: because,
    read: newestRead,
  });
  const { severity, impact, why, read } = form.value;
  const change = (patch: Partial<Change>): void => form.set((before) => ({ ...before, ...patch }));
  const takeBack = useTakeBack();
  const rewritten = impact.trim() !== '' && impact.trim() !== read.impact;
  const data = { severity, why: why.trim(), ...(rewritten ? { impact: impact.trim(), seen: read.version } : {}) };
  const choose = (chosen: string): void => change({ impact: chosen, read: newestRead });
  const done = (): void => {
    onClose();
    takeBack(severity, from);
  };
  const unready =
    severity === from
      ? `It’s already SEV${from}. Choose another.`
      : why.trim() === ''
        ? 'Say why in one line. It’s recorded in the log.'
        : null;
  const verb = severity === from ? 'Change severity' : `Set to SEV${severity}`;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Change severity"
      actions={
        <CommandButton
          look="primary"
          type="incident.set-severity"
          data={data}
          sends={form}
          unready={unready}
          onDone={done}
        >
          {verb}
        </CommandButton>
      }
    >
      {because === '' ? <Suggestions /> : null}
      <Area
        label="First: what’s the customer impact?"
        hint="Becomes the impact in the Now block."
        placeholder="EU card payments fail, 40 %"
        most={4000}
        draft={textIn(form, 'impact')}
      />
      {newest === read.impact ? null : (
        <Newer text={newest} onTheirs={() => choose(newest)} onMine={() => choose(impact)} />
      )}
      <SeverityScale now={from} value={severity} onChoose={(chosen) => change({ severity: chosen })} />
      <Field
        label="Reason, in one line"
        most={300}
        placeholder="Errors doubled since 03:40"
        draft={textIn(form, 'why')}
      />
    </Dialog>
  );
}

/** Someone saved another impact while this was open: no one overwrites what they have not read. */
function Newer({
  text,
  onTheirs,
  onMine,
}: {
  readonly text: string;
  readonly onTheirs: () => void;
  readonly onMine: () => void;
}): ReactNode {
  return (
    <Notice
      tone="act"
      title="Someone else changed the impact"
      actions={
        <>
          <Button size="small" onClick={onTheirs}>
            Take theirs
          </Button>
          <Button size="small" look="quiet" onClick={onMine}>
            Keep mine
          </Button>
        </>
      }
    >
      {text}
    </Notice>
  );
}

function useTakeBack(): (set: Severity, from: Severity) => void {
  const send = useSend();
  return (set, from) => {
    const run = (): void =>
      void send('incident.set-severity', { severity: from, why: 'Set by mistake' }).then(
        (answer) => answer.ok || toast({ tone: 'refused', text: answer.message }),
      );
    toast({ tone: 'done', text: `Severity is now SEV${set}.`, undo: { label: `Back to SEV${from}`, run } });
  };
}
