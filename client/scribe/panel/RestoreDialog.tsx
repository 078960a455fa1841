/**
 * For administrators: restores the document to how it was at a moment. The text of then is shown before anything is
 * pressed; the reason is recorded on the timeline, because everyone will ask.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { useRoom } from '../../session/hooks.ts';
import { call, me } from '../../session/me.ts';
import { serverNow } from '../../session/server-clock.ts';
import { useStore } from '../../session/store-hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmButton } from '../../ui/ConfirmButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useDraft } from '../../ui/drafting.ts';
import { Field } from '../../ui/Field.tsx';
import { MomentField } from '../../ui/MomentField.tsx';
import { useKeys } from '../../ui/keys.ts';
import { clockTime, dayOf } from '../../session/zone.ts';
import { isTooLong } from '../../ui/too-long.ts';
import { toast } from '../../ui/toasts.ts';
import { Why } from '../../ui/Why.tsx';
import { pastText, type PastText } from './past-text.ts';
import { restoreShown } from '../editor/surfaces.ts';
import styles from '../editor/surfaces.module.css';

const BEFORE_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
const MOST_REASON = 300;
/** The server is not asked for each digit. */
const CALM_MS = 250;

/** The palette's entry, and the dialog while it is open. */
export function RestoreEntry({ roomId }: { readonly roomId: string }): ReactNode {
  const mayRestore = useStore(me)?.administrator === true;
  const isShown = useStore(restoreShown);
  useKeys(
    mayRestore
      ? [
          {
            does: 'Restore an earlier version',
            also: 'document history undo bring back deleted text moment',
            run: () => restoreShown.set(true),
          },
        ]
      : [],
  );
  return mayRestore && isShown ? <RestoreDialog roomId={roomId} onClose={() => restoreShown.set(false)} /> : null;
}

function RestoreDialog({ roomId, onClose }: { readonly roomId: string; readonly onClose: () => void }): ReactNode {
  const [at, setAt] = useState<string | null>(() => before(serverNow(), BEFORE_MS));
  const since = useRoom((room) => room.incident.declaredAt) ?? before(serverNow(), 0);
  const [refused, setRefused] = useState('');
  const why = useDraft('document.restore', '');
  const then = useText(roomId, at);
  const step = (byMs: number): void => setAt(before(at === null ? serverNow() : Date.parse(at), -byMs));
  const restore = async (): Promise<void> => {
    const answer = await call('POST', `/api/rooms/${roomId}/scribe/restore`, { at, why: why.value.trim() });
    if (!answer.ok) return setRefused(answer.message);
    why.clear();
    toast({ tone: 'done', text: `The document is restored to ${clockTime(at ?? '', 'seconds')}.` });
    onClose();
  };
  const unready =
    at === null
      ? 'Choose a date and a time.'
      : then === null
        ? 'That version is loading.'
        : typeof then === 'string'
          ? then
          : why.value.trim() === ''
            ? 'Say why. It’s recorded on the timeline.'
            : isTooLong(why.value, MOST_REASON)
              ? 'Shorten the reason.'
              : null;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Restore an earlier version"
      actions={<Restore when={at === null ? '' : clockTime(at, 'seconds')} unready={unready} onRestore={restore} />}
    >
      <div className={styles['moment']}>
        <MomentField label="Time" seconds value={at} onChange={setAt} since={since} />
        <Button onClick={() => step(-MINUTE_MS)}>1 min earlier</Button>
        <Button onClick={() => step(MINUTE_MS)}>1 min later</Button>
      </div>
      <Then at={at} then={then} />
      <Field
        label="Reason, in one line"
        most={MOST_REASON}
        placeholder="Everything was selected and deleted"
        draft={why}
      />
      {refused === '' ? null : (
        <p role="alert" className={styles['refused']}>
          {refused}
        </p>
      )}
    </Dialog>
  );
}

/** To the second. */
const before = (moment: number, byMs: number): string =>
  new Date(Math.floor((moment - byMs) / 1000) * 1000).toISOString();

interface RestoreProps {
  readonly when: string;
  readonly unready: string | null;
  readonly onRestore: () => Promise<void>;
}

function Restore({ when, unready, onRestore }: RestoreProps): ReactNode {
  if (unready !== null)
    return (
      <Why id="restore-unready" reason={unready}>
        <Button size="small" aria-disabled aria-describedby="restore-unready">
          Restore
        </Button>
      </Why>
    );
  return (
    <ConfirmButton
      label="Restore"
      name="Restore the document"
      confirm={`Restore to ${when} for everyone`}
      consequence="Everyone’s document changes to the text above. Later text is removed, but stays available in earlier versions. The timeline records who restored it and why."
      onConfirm={onRestore}
    />
  );
}

function Then({ at, then }: { readonly at: string | null; readonly then: PastText | string | null }): ReactNode {
  if (at === null) return null;
  const title = `The document at ${clockTime(at, 'seconds')} on ${dayOf(at)}`;
  if (then === null || typeof then === 'string')
    return (
      <p className={styles['then']} role="status">
        {then ?? 'Loading that version…'}
      </p>
    );
  return (
    <>
      {then.missingSince === undefined ? null : (
        <p className={styles['refused']}>Part of it can’t be read. This is the last good version before that time.</p>
      )}
      <pre className={styles['then']} role="region" aria-label={title} tabIndex={0}>
        {then.text === '' ? 'The document was empty then.' : then.text}
      </pre>
    </>
  );
}

/** Null while it is loading; a sentence if it cannot be read. */
function useText(roomId: string, at: string | null): PastText | string | null {
  const [found, setFound] = useState<{ readonly at: string; readonly text: PastText | string } | null>(null);
  useEffect(() => {
    if (at === null) return undefined;
    let isOver = false;
    const timer = setTimeout(() => void pastText(roomId, at).then((text) => isOver || setFound({ at, text })), CALM_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [roomId, at]);
  return found !== null && found.at === at ? found.text : null;
}
