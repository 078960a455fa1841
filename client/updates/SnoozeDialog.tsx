/** Snoozing an update: a new promised time with a reason, on the record. */
import type { ReactNode } from 'react';
import type { Audience } from '../../shared/updates/words.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { AUDIENCE_NAMES } from './names.ts';
import { useNextTime } from './next-time.ts';
import { NextTimeField } from './NextTimeField.tsx';

export function SnoozeDialog({
  audience,
  onClose,
}: {
  readonly audience: Audience;
  readonly onClose: () => void;
}): ReactNode {
  const words = useDraft(`put-off.${audience}`, '');
  const time = useNextTime(audience, { text: { field: `put-off.${audience}`, isBegun: words.isBegun } });
  const why = words.value;
  const unready =
    typeof time.nextAt !== 'string'
      ? 'Choose a new time.'
      : why.trim() === ''
        ? 'Say why. It’s recorded in the log.'
        : null;
  const data = { audience, nextAt: time.nextAt ?? '', why: why.trim() };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Snooze: ${AUDIENCE_NAMES[audience]} update`}
      actions={
        <CommandButton
          look="primary"
          type="updates.promise"
          sends={words}
          data={data}
          unready={unready}
          onDone={onClose}
        >
          Snooze
        </CommandButton>
      }
    >
      <NextTimeField time={time} label="Snooze until" never={false} />
      <Field label="Reason, in one line" most={300} placeholder="Rollback finishes at 03:50" draft={words} />
    </Dialog>
  );
}
