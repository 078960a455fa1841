/** Changing the severity: the impact comes first, because it decides; then the grade, then one line why. Taken back from the toast. */
import { useState, type ReactNode } from 'react';
import type { Severity } from '../../shared/incident/words.ts';
import { useRoom, useSend } from '../session/hooks.ts';
import { CommandButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Area, Choice, Field } from '../ui/Field.tsx';
import { SeverityShape } from '../ui/Severity.tsx';
import { toast } from '../ui/toasts.ts';
import { SEVERITIES } from './names.ts';

const OPTIONS = SEVERITIES.map((value) => ({ value, label: <><SeverityShape severity={value} />SEV{value}</> }));

export function SeverityDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { severity: from, now } = useRoom((room) => room.incident);
  const [impact, setImpact] = useState(now.impact?.value ?? '');
  const [seen] = useState(now.version);
  const [severity, setSeverity] = useState<Severity>(from);
  const [why, setWhy] = useState('');
  const send = useSend();
  const data = { severity, why: why.trim() };
  const done = (): void => {
    onClose();
    if (impact.trim() !== (now.impact?.value ?? '')) void send('incident.set-now', { impact: impact.trim(), seen });
    const undo = (): void => void send('incident.set-severity', { severity: from, why: 'Set by mistake' });
    toast({ tone: 'done', text: `Severity is now SEV${severity}.`, undo: { label: `Back to SEV${from}`, run: undo } });
  };
  const unready = severity === from ? `It is SEV${from} now. Choose another.` : why.trim() === '' ? 'Say why in one line: it stands in the log.' : null;
  return (
    <Dialog open onClose={onClose} title="Change severity" actions={<CommandButton look="primary" type="incident.set-severity" data={data} unready={unready} onDone={done}>{severity === from ? 'Change severity' : `Make it SEV${severity}`}</CommandButton>}>
      <Area label="First: what is the customer impact now?" maxLength={4000} value={impact} onChange={(event) => setImpact(event.target.value)} />
      <Choice label="Severity. Unsure: the higher one" options={OPTIONS} value={severity} onChoose={setSeverity} />
      <Field label="Why, in one line" autoFocus maxLength={300} placeholder="Errors doubled since 03:40" value={why} onChange={(event) => setWhy(event.target.value)} />
    </Dialog>
  );
}
