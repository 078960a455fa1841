/**
 * Changing the severity: what customers feel comes first, because it decides; then the grade, then one line why. One act, and the
 * toast takes it back by the plain inverse.
 */
import { useState, type ReactNode } from 'react';
import type { Severity } from '../../shared/incident/words.ts';
import { useRoom, useSend } from '../session/hooks.ts';
import { CommandButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Area, Field } from '../ui/Field.tsx';
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
  const known = useRoom((room) => room.incident.now.impact?.value ?? '');
  const [impact, setImpact] = useState(known);
  const [severity, setSeverity] = useState<Severity>(suggested ?? from);
  const [why, setWhy] = useState(because);
  const takeBack = useTakeBack();
  const rewritten = impact.trim() !== '' && impact.trim() !== known;
  const data = { severity, why: why.trim(), ...(rewritten ? { impact: impact.trim() } : {}) };
  const done = (): void => {
    onClose();
    takeBack(severity, from);
  };
  const unready = severity === from ? `It is SEV${from} now. Choose another.` : why.trim() === '' ? 'Say why in one line: it stands in the log.' : null;
  const verb = severity === from ? 'Change severity' : `Make it SEV${severity}`;
  return (
    <Dialog open onClose={onClose} title="Change severity" actions={<CommandButton look="primary" type="incident.set-severity" data={data} unready={unready} onDone={done}>{verb}</CommandButton>}>
      <Area label="First: what do customers feel?" hint="Goes into the Now block as its impact." placeholder="EU card payments fail, 40 %" maxLength={4000} value={impact} onChange={(event) => setImpact(event.target.value)} />
      <SeverityScale now={from} value={severity} onChoose={setSeverity} />
      <Field label="Why, in one line" maxLength={300} placeholder="Errors doubled since 03:40" value={why} onChange={(event) => setWhy(event.target.value)} />
    </Dialog>
  );
}

function useTakeBack(): (set: Severity, from: Severity) => void {
  const send = useSend();
  return (set, from) => {
    const run = (): void => void send('incident.set-severity', { severity: from, why: 'Set by mistake' }).then((answer) => answer.ok || toast({ tone: 'refused', text: answer.message }));
    toast({ tone: 'done', text: `Severity is now SEV${set}.`, undo: { label: `Back to SEV${from}`, run } });
  };
}
