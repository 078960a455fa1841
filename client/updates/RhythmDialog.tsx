/** How often this audience hears from us; or off, with a reason. By itself it follows severity and status. */
import { useState, type ReactNode } from 'react';
import { rhythmSeconds, tableSeconds } from '../../shared/updates/rhythm.ts';
import type { Audience } from '../../shared/updates/words.ts';
import { useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Choice, Field } from '../ui/Field.tsx';
import { AUDIENCE_NAMES, PRESETS } from './names.ts';
import styles from './Updates.module.css';

const OPTIONS = [...PRESETS, 120].map((value) => ({ value, label: `${value} min` }));
const OFF = 0;

export function RhythmDialog({
  audience,
  onClose,
}: {
  readonly audience: Audience;
  readonly onClose: () => void;
}): ReactNode {
  const every = useRoom((room) => rhythmSeconds(room, audience));
  const usual = useRoom((room) => tableSeconds(room.incident.severity, room.incident.status));
  const [minutes, setMinutes] = useState(every === null ? OFF : Math.round(every / 60));
  const [why, setWhy] = useState('');
  const data = { audience, why: why.trim(), ...(minutes === OFF ? { off: true } : { everySeconds: minutes * 60 }) };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Rhythm: ${AUDIENCE_NAMES[audience]} updates`}
      actions={
        <CommandButton
          look="primary"
          type="updates.set-rhythm"
          data={data}
          unready={why.trim() === '' ? 'Say why: it stands in the log.' : null}
          onDone={onClose}
        >
          {minutes === OFF ? 'Switch off' : `Every ${minutes} min`}
        </CommandButton>
      }
    >
      <Choice
        label="An update every"
        options={[...OPTIONS, { value: OFF, label: 'Off' }]}
        value={minutes}
        onChoose={setMinutes}
      />
      <p className={styles['means']}>
        {usual === null
          ? 'At this severity and status none is asked for.'
          : `At this severity and status: every ${Math.round(usual / 60)} min.`}{' '}
        Choosing a rhythm brings a promise nearer, never later.
      </p>
      <Field label="Why, in one line" maxLength={300} value={why} onChange={(event) => setWhy(event.target.value)} />
    </Dialog>
  );
}
