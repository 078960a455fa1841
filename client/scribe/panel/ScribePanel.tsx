/**
 * The scribe document's pane: heading, who is writing, whether everything is saved. Light enough for the page's entry;
 * the editor loads in a chunk of its own, and until then its lines are drawn as a quiet skeleton. What the editor
 * offers (search, export) goes into the heading's empty place.
 */
import { useCallback, useState, type ReactNode } from 'react';
import { useNarrow } from '../../ui/useNarrow.ts';
import { arriving } from '../../ui/arriving.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { ScribePanelProps } from './props.ts';
import { OPENING, endedSentence, nearlyFullSentence, typingSentence, type ScribeStatus } from '../offline/status.ts';
import styles from './ScribePanel.module.css';

const ScribeEditor = arriving(async () => (await import('../editor/ScribeEditor.tsx')).ScribeEditor, <Skeleton />);
// Loads as soon as a room does: not only when the room has been entered and drawn.
void ScribeEditor.come();

export function ScribePanel(props: ScribePanelProps): ReactNode {
  const [status, setStatus] = useState<ScribeStatus>(OPENING);
  const [notice, setNotice] = useState('');
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const report = useCallback(
    (next: ScribeStatus) => setStatus((present) => (JSON.stringify(present) === JSON.stringify(next) ? present : next)),
    [],
  );
  const typing = useTyping(status.typing);
  const { nearlyFullBytes } = status;
  return (
    <Panel
      title="Scribe document"
      aside={typing === '' ? undefined : typing}
      action={
        <>
          <Saved status={status} mayWrite={props.mayWrite} />
          <span ref={setTools} className={styles['tools']} />
        </>
      }
      fills
    >
      {status.link === 'ended' ? (
        <p className={styles['ended']} role="alert">
          {endedSentence(status.ended, status.unsynced)}
        </p>
      ) : null}
      {status.isUnshown ? (
        <p className={styles['ended']} role="alert">
          A program wrote something into this document that the editor cannot show. Its text is below, read-only; you
          can edit it again once that is repaired. Nothing is lost:{' '}
          <a href={`/api/rooms/${props.roomId}/scribe?format=text`} target="_blank" rel="noreferrer">
            open the text on a separate page
          </a>
          .
        </p>
      ) : null}
      {notice === '' ? null : (
        <p className={styles['notice']} role="alert">
          {notice}{' '}
          <button type="button" onClick={() => setNotice('')}>
            Got it
          </button>
        </p>
      )}
      {nearlyFullBytes === null ? null : (
        <p className={styles['quiet']} role="status">
          {nearlyFullSentence(nearlyFullBytes)}
        </p>
      )}
      {props.join === null ? null : <JoinToWrite join={props.join} />}
      {status.keepsNoCopy && props.mayWrite ? <NoCopy /> : null}
      <ScribeEditor {...props} tools={tools} link={status.link} onStatus={report} onRefused={setNotice} />
    </Panel>
  );
}

/** A phone's heading has no room for two names, and one that is cut is no name. */
function useTyping(names: readonly string[]): string {
  const narrow = useNarrow();
  return narrow && names.length > 1 ? `${names.length} are writing` : typingSentence(names);
}

/** In a closed room people read without joining. */
function JoinToWrite({ join }: { readonly join: () => Promise<void> }): ReactNode {
  return (
    <p className={styles['quiet']}>
      You’re reading the record of a closed incident. Your first edit joins you to the room.{' '}
      <button type="button" onClick={() => void join()}>
        Write in the document
      </button>
    </p>
  );
}

/** One quiet word. Amber only while something typed here is not on the server's disk and the link is away. */
function Saved({
  status: { link, saving, unsynced },
  mayWrite,
}: {
  readonly status: ScribeStatus;
  readonly mayWrite: boolean;
}): ReactNode {
  if (link === 'ended') return <span className={styles['saved']}>closed</span>;
  if (!mayWrite)
    return (
      <span className={styles['saved']}>
        {link === 'live' ? 'reading' : link === 'lost' ? 'read-only, disconnected' : 'opening'}
      </span>
    );
  if (link === 'opening' && unsynced === 0) return <span className={styles['saved']}>opening</span>;
  const isLost = link === 'lost';
  const word = saving ? 'saving' : unsynced > 0 ? `unsynced ${unsynced}` : isLost ? 'offline' : 'saved';
  return (
    <span
      className={styles['saved']}
      data-lost={isLost || undefined}
      data-unsynced={word !== 'saved' || undefined}
      title={meaning(word, unsynced)}
    >
      {word}
    </span>
  );
}

function meaning(word: string, unsynced: number): string {
  if (word === 'saving') return 'Saving your changes to the server’s disk';
  if (word === 'saved') return 'All your changes are saved on the server’s disk';
  if (word === 'offline') return 'You’re disconnected. Keep writing: it’s sent when you’re back online';
  return `${unsynced} ${unsynced === 1 ? 'change is' : 'changes are'} not saved on the server yet. Keep writing: everything is sent when you’re back online`;
}

/** Said once; the editor works all the same. */
function NoCopy(): ReactNode {
  const [isRead, setRead] = useState(false);
  if (isRead) return null;
  return (
    <p className={styles['quiet']} role="status">
      This browser can’t keep an offline copy. Don’t close this page before it says saved.{' '}
      <button type="button" onClick={() => setRead(true)}>
        Got it
      </button>
    </p>
  );
}

function Skeleton(): ReactNode {
  return (
    <div className={styles['skeleton']} aria-hidden="true">
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}
