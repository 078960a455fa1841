/** How often this audience gets an update; or off, with a reason. By default it follows severity and status. */
import type { ReactNode } from 'react';
import { rhythmSeconds, tableSeconds } from '../../shared/updates/rhythm.ts';
import type { Audience } from '../../shared/updates/words.ts';
import { useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { textIn, useDraft } from '../ui/drafting.ts';
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
  const form = useDraft(`rhythm.${audience}`, { minutes: every === null ? OFF : Math.round(every / 60), why: '' });
  const { minutes, why } = form.value;
  const data = {
    audience,
    why: why.trim(),
    ...(minutes === OFF ? { off: true as const } : { everySeconds: minutes * 60 }),
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Update schedule: ${AUDIENCE_NAMES[audience]}`}
      actions={
        <CommandButton
          look="primary"
          type="updates.set-rhythm"
          sends={form}
          data={data}
          unready={why.trim() === '' ? 'Say why. It’s recorded in the log.' : null}
          onDone={onClose}
        >
          {minutes === OFF ? 'Turn off' : `Every ${minutes} min`}
        </CommandButton>
      }
    >
      <Choice
        label="Update every"
        options={[...OPTIONS, { value: OFF, label: 'Off' }]}
        value={minutes}
        onChoose={(chosen) => form.set((before) => ({ ...before, minutes: chosen }))}
      />
      <p className={styles['means']}>
        {usual === null
          ? 'Default for this severity and status: off.'
          : `Default for this severity and status: every ${Math.round(usual / 60)} min.`}{' '}
        A new schedule can move the next update earlier, never later.
      </p>
      <Field label="Reason, in one line" most={300} draft={textIn(form, 'why')} />
    </Dialog>
  );
}
