/**
 * Says that a part of the document cannot be read, and what can be done. Where the document does not open because of
 * it, its last good state is shown as text. Checked once, a while after the room was opened, and again while the
 * document does not open or something is known to be missing; never by all browsers at the same moment.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { me } from '../../session/me.ts';
import { useStore } from '../../session/store-hooks.ts';
import { clockTime, dayOf } from '../../session/zone.ts';
import { pastText, type PastText } from './past-text.ts';
import type { ScribeStatus } from '../offline/status.ts';
import { restoreShown } from '../editor/surfaces.ts';
import styles from './ScribePanel.module.css';

const FIRST_MS = 4000;
const SPREAD_MS = 8000;
const AGAIN_MS = 20_000;

interface MissingProps {
  readonly roomId: string;
  readonly link: ScribeStatus['link'];
}

export function Missing({ roomId, link }: MissingProps): ReactNode {
  const missing = useMissing(roomId, link);
  const mayRestore = useStore(me)?.administrator === true;
  if (missing === null) return null;
  const { missingSince: since, text } = missing;
  return (
    <>
      <p className={styles['ended']} role="status">
        Part of this document can’t be read
        {typeof since !== 'string'
          ? ''
          : `: something written since ${clockTime(since, 'seconds')} on ${dayOf(since)} is missing`}
        .{' '}
        <a href={`/api/rooms/${roomId}/scribe?format=text`} target="_blank" rel="noreferrer">
          The rest stays readable
        </a>
        ; an administrator can restore the document.
        {mayRestore ? (
          <>
            {' '}
            <button type="button" onClick={() => restoreShown.set(true)}>
              Restore
            </button>
          </>
        ) : null}
      </p>
      {link !== 'live' && link !== 'ended' && text !== '' ? (
        <div className={styles['left']} role="region" aria-label="Rest of the document, read-only" tabIndex={0}>
          {text}
        </div>
      ) : null}
    </>
  );
}

/** Null: nothing is missing, as far as is known. */
function useMissing(roomId: string, link: ScribeStatus['link']): PastText | null {
  const [missing, setMissing] = useState<PastText | null>(null);
  const isLive = link === 'live';
  useEffect(() => {
    if (link === 'ended') return undefined;
    let [isOver, timer] = [false, 0];
    const look = async (): Promise<void> => {
      const read = navigator.onLine ? await pastText(roomId) : '';
      if (isOver) return;
      const isMissing = typeof read !== 'string' && read.missingSince !== undefined;
      if (typeof read !== 'string') setMissing(isMissing ? read : null);
      if (!isLive || isMissing) timer = window.setTimeout(() => void look(), AGAIN_MS);
    };
    timer = window.setTimeout(() => void look(), FIRST_MS + Math.random() * SPREAD_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [roomId, link, isLive]);
  return missing;
}
