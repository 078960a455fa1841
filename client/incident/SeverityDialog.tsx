/**
 * Changing the severity: what customers feel comes first, because it decides; then the grade, then one line why. One act, and the
 * toast takes it back by the plain inverse.
 */
import { useState, type ReactNode } from 'react';
import type { Severity } from '../../shared/incident/words.ts';
import { useRoom, useSend } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Area, Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { toast } from '../ui/toasts.ts';
import { SeverityScale } from './SeverityScale.tsx';

interface SeverityDialogProps {
  /** A suggestion that is taken up: its grade and its reason are filled in. */
  readonly suggested: Severity | null;
  readonly because: string;
  readonly onClose: () => void;
}

export function SeverityDialog({ suggested, because, onClose }: SeverityDialogProps): ReactNode {
  const from = useRoom((room) => room.incident.severity);
  const block = useRoom((room) => room.incident.now);
  const newest = block.impact?.value ?? '';
  const [read, setRead] = useState({ impact: newest, version: block.version });
  const [impact, setImpact] = useState(newest);
  const [severity, setSeverity] = useState<Severity>(suggested ?? from);
  const [why, setWhy] = useState(because);
  const takeBack = useTakeBack();
  const rewritten = impact.trim() !== '' && impact.trim() !== read.impact;
  const data = { severity, why: why.trim(), ...(rewritten ? { impact: impact.trim(), seen: read.version } : {}) };
  const choose = (chosen: string): void => {
    setImpact(chosen);
    setRead({ impact: newest, version: block.version });
  };
  const done = (): void => {
    onClose();
    takeBack(severity, from);
  };
  const unready =
    severity === from
      ? `It is SEV${from} now. Choose another.`
      : why.trim() === ''
        ? 'Say why in one line: it stands in the log.'
        : null;
  const verb = severity === from ? 'Change severity' : `Make it SEV${severity}`;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Change severity"
      actions={
        <CommandButton look="primary" type="incident.set-severity" data={data} unready={unready} onDone={done}>
          {verb}
        </CommandButton>
      }
    >
      <Area
        label="First: what do customers feel?"
        hint="Goes into the Now block as its impact."
        placeholder="EU card payments fail, 40 %"
        maxLength={4000}
        value={impact}
        onChange={(event) => setImpact(event.target.value)}
      />
      {newest === read.impact ? null : (
        <Newer text={newest} onTheirs={() => choose(newest)} onMine={() => choose(impact)} />
      )}
      <SeverityScale now={from} value={severity} onChoose={setSeverity} />
      <Field
        label="Why, in one line"
        maxLength={300}
        placeholder="Errors doubled since 03:40"
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Dialog>
  );
}

/** Somebody wrote another impact while this was open: nobody overwrites what they have not read. */
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
      title="The impact was rewritten meanwhile"
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
