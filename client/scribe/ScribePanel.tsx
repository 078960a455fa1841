/**
 * The scribe document's pane: heading, who is writing, whether everything is saved. Light enough for the page's entry; the editor
 * comes in a chunk of its own, and until then its lines are drawn as a quiet skeleton.
 */
import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import { Panel } from '../ui/Panel.tsx';
import { patiently } from '../ui/patiently.ts';
import type { ScribePanelProps } from './props.ts';
import { OPENING, endedSentence, typingSentence, type ScribeStatus } from './status.ts';
import styles from './ScribePanel.module.css';

const ScribeEditor = lazy(async () => ({ default: (await patiently(() => import('./ScribeEditor.tsx'))).ScribeEditor }));

export function ScribePanel(props: ScribePanelProps): ReactNode {
  const [status, setStatus] = useState<ScribeStatus>(OPENING);
  const [notice, setNotice] = useState('');
  const report = useCallback((next: ScribeStatus) => setStatus((present) => (JSON.stringify(present) === JSON.stringify(next) ? present : next)), []);
  const typing = typingSentence(status.typing);
  return (
    <Panel title="Scribe document" aside={typing === '' ? undefined : typing} action={<Saved status={status} mayWrite={props.mayWrite} />} fills>
      {status.link === 'ended' ? <p className={styles['ended']} role="alert">{endedSentence(status.ended)}</p> : null}
      {notice === '' ? null : <p className={styles['notice']} role="alert">{notice} <button type="button" onClick={() => setNotice('')}>Understood</button></p>}
      <Suspense fallback={<Skeleton />}>
        <ScribeEditor {...props} onStatus={report} onRefused={setNotice} />
      </Suspense>
    </Panel>
  );
}

/** One quiet word. Amber only while something typed here is not on the server's disk and the link is away. */
function Saved({ status: { link, unsynced }, mayWrite }: { readonly status: ScribeStatus; readonly mayWrite: boolean }): ReactNode {
  if (link === 'opening' || link === 'ended') return <span className={styles['saved']}>{link === 'opening' ? 'opening' : 'closed'}</span>;
  if (!mayWrite) return <span className={styles['saved']}>{link === 'live' ? 'reading' : 'reading, link lost'}</span>;
  const isLost = link === 'lost';
  const word = unsynced > 0 ? `unsynced ${unsynced}` : isLost ? 'offline' : 'saved';
  const meaning = unsynced > 0 ? `${unsynced} changes are not yet confirmed as kept by the server` : isLost ? 'The link is lost. Keep writing: it is sent when the link is back' : 'Everything you wrote is on disk';
  return <span className={styles['saved']} data-lost={isLost || undefined} data-unsynced={unsynced > 0 || undefined} title={meaning}>{word}</span>;
}

function Skeleton(): ReactNode {
  return <div className={styles['skeleton']} aria-hidden="true"><i /><i /><i /><i /></div>;
}
