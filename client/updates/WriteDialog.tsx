/**
 * Writing an update, by who may. Internal: it is posted at once. Customer: the commander publishes in two presses; everyone else
 * saves a draft, which the commander reads first.
 */
import { useState, type ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import type { Audience } from '../../shared/updates/words.ts';
import { useRoom, useVerdict, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, type TextDraft } from '../ui/drafting.ts';
import { Area, Choice } from '../ui/Field.tsx';
import { toast } from '../ui/toasts.ts';
import { TwoStepButton } from '../ui/TwoStepButton.tsx';
import { CautionList } from './CautionList.tsx';
import { AUDIENCE_MEANS, AUDIENCE_NAMES, AUDIENCES } from './names.ts';
import { useNextTime } from './next-time.ts';
import { NextTimeField } from './NextTimeField.tsx';
import { AskForRole, NotYours } from './NotYours.tsx';
import { PostItYourself, RECORD, RECORD_AGAIN, toastPublished } from './posting.tsx';
import styles from './Updates.module.css';

const SAMPLE = { audience: 'external', text: '-', nextAt: null } as const;
const NOT_THEIRS = new Set(['updates.not-yours-to-post', 'crew.observers-may-not', 'crew.shadows-may-not']);
const OPTIONS = AUDIENCES.map((value) => ({ value, label: AUDIENCE_NAMES[value] }));

interface WriteDialogProps {
  readonly audience: Audience;
  /** An expired draft, to begin from. */
  readonly again: string;
  readonly onClose: () => void;
}

export function WriteDialog({ audience: first, again, onClose }: WriteDialogProps): ReactNode {
  const [audience, setAudience] = useState(first);
  const words = useDraft(`update.${first}`, again);
  const text = words.value;
  const time = useNextTime(audience, { text: { field: `update.${first}`, isBegun: words.isBegun } });
  const unready =
    text.trim() === ''
      ? 'Write what people should know.'
      : time.nextAt === undefined
        ? 'Choose when the next update is due.'
        : null;
  const data = { audience, text: text.trim(), nextAt: time.nextAt ?? null };
  const yours = useMayWrite();
  const commander = useRoom((room) => room.floor.holder) === useYou();
  const choice = (
    <Choice
      label={<span className={styles['means']}>{AUDIENCE_MEANS[audience]}</span>}
      options={OPTIONS}
      value={audience}
      onChoose={setAudience}
    />
  );
  if (!yours)
    return (
      <Dialog open onClose={onClose} title="Write an update" actions={<AskForRole audience={audience} />}>
        {choice}
        <NotYours audience={audience} />
      </Dialog>
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Write an update"
      actions={<Send data={data} words={words} unready={unready} onDone={onClose} />}
    >
      {choice}
      {audience === 'external' ? <SentBack /> : null}
      <Area label="What’s happening, who’s affected, what we’re doing" autoFocus rows={4} most={4000} draft={words} />
      <StartFromImpact shown={text === ''} onStart={words.set} />
      {audience === 'external' ? <CautionList text={text} /> : null}
      <NextTimeField time={time} label="Next update" />
      {audience === 'external' && commander ? <PostItYourself text={data.text} /> : null}
    </Dialog>
  );
}

/** Why what one wrote before was not approved, beside what is written instead. */
function SentBack(): ReactNode {
  const you = useYou();
  const why = useRoom(
    (room) => room.updates.drafts.find((each) => each.by === you && each.sentBack !== null)?.sentBack,
  );
  return why == null ? null : <p className={styles['means']}>Your draft was sent back: {isolated(why)}</p>;
}

/** Whatever else may be wrong: whether it is this person who writes updates. */
function useMayWrite(): boolean {
  const refused = useVerdict('updates.draft', SAMPLE)?.refused.code;
  return refused === undefined || !NOT_THEIRS.has(refused);
}

interface SendProps {
  readonly words: TextDraft;
  readonly data: { readonly audience: Audience; readonly text: string; readonly nextAt: string | null };
  readonly unready: string | null;
  readonly onDone: () => void;
}

function Send({ data, words, unready, onDone }: SendProps): ReactNode {
  const commander = useRoom((room) => room.floor.holder) === useYou();
  const done = (text: string) => (): void => (onDone(), toast({ tone: 'done', text }));
  if (data.audience === 'internal')
    return (
      <CommandButton
        look="primary"
        type="updates.post"
        sends={words}
        data={data}
        unready={unready}
        onDone={done('Update posted.')}
      >
        Post update
      </CommandButton>
    );
  if (commander)
    return (
      <TwoStepButton
        look="primary"
        type="updates.post"
        sends={words}
        data={data}
        unready={unready}
        onDone={() => (onDone(), toastPublished(data.text))}
        label={RECORD}
        again={RECORD_AGAIN}
      />
    );
  return (
    <CommandButton
      look="primary"
      type="updates.draft"
      sends={words}
      data={{ ...data, audience: 'external' }}
      unready={unready}
      onDone={done('Saved. Sent to the commander for approval.')}
    >
      Ask for approval
    </CommandButton>
  );
}

function StartFromImpact({
  shown,
  onStart,
}: {
  readonly shown: boolean;
  readonly onStart: (text: string) => void;
}): ReactNode {
  const impact = useRoom((room) => room.incident.now.impact?.value ?? '');
  const plan = useRoom((room) => room.incident.now.plan?.value ?? '');
  const text = [impact, plan].filter((part) => part !== '').join('. ');
  if (!shown || text === '') return null;
  return (
    <button type="button" className={styles['start']} onClick={() => onStart(text)}>
      Start from the Now block: “{text}”
    </button>
  );
}
