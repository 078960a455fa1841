/** The scribe document's text of then. */
import { useEffect, useState, type ReactNode } from 'react';
import { pastText, type PastText } from '../../scribe/panel/past-text.ts';
import { Panel } from '../../ui/Panel.tsx';
import styles from './Past.module.css';

export function PastDocument({ room, at }: { readonly room: string; readonly at: string }): ReactNode {
  const [found, setFound] = useState<{ readonly at: string; readonly text: PastText | string } | null>(null);
  useEffect(() => {
    let isOver = false;
    void pastText(room, at).then((text) => isOver || setFound({ at, text }));
    return () => {
      isOver = true;
    };
  }, [room, at]);
  const text = found?.text ?? null;
  return (
    <Panel title="Scribe document">
      <div aria-busy={found?.at !== at}>
        {text === null || typeof text === 'string' ? (
          <p className={styles['none']} role="status">
            {text ?? 'Loading…'}
          </p>
        ) : (
          <>
            {text.missingSince === undefined ? null : (
              <p className={styles['none']}>Part of it can’t be read. This is the last good version before then.</p>
            )}
            <pre className={styles['text']} tabIndex={0} role="region" aria-label="The document then">
              {text.text === '' ? 'The document was empty.' : text.text}
            </pre>
          </>
        )}
      </div>
    </Panel>
  );
}
