/**
 * The editor in its place, in a chunk of its own that comes after the room is on the screen.
 *
 * An observer gets the same sight without a way to write: not editable, and no write leaves the page. Whoever is admitted later gets
 * a new editor.
 */
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { Hints } from './Hints.tsx';
import { mountEditor } from './mount.ts';
import type { ScribePanelProps } from './props.ts';
import type { ScribeStatus } from './status.ts';
import styles from './ScribeEditor.module.css';

interface ScribeEditorProps extends ScribePanelProps {
  readonly onStatus: (status: ScribeStatus) => void;
  readonly onRefused: (message: string) => void;
}

export function ScribeEditor(props: ScribeEditorProps): ReactNode {
  const { roomId, mayWrite, you: { id, name } } = props;
  const place = useRef<HTMLDivElement>(null);
  const exit = useRef<HTMLSpanElement>(null);
  const [isEmpty, setEmpty] = useState(false);
  // The editor outlives many drawings: it always speaks to the newest of these.
  const send = useEffectEvent(props.send);
  const serverNow = useEffectEvent(props.serverNow);
  const onStatus = useEffectEvent(props.onStatus);
  const refused = useEffectEvent(props.onRefused);
  useEffect(() => {
    if (place.current === null) return undefined;
    const leave = (): void => exit.current?.focus();
    return mountEditor(place.current, { roomId, mayWrite, you: { id, name }, send, serverNow, onStatus, onEmpty: setEmpty, refused, leave });
  }, [roomId, mayWrite, id, name]);
  return (
    <div className={styles['frame']}>
      {isEmpty ? <Hints mayWrite={mayWrite} /> : null}
      <div ref={place} className={styles['place']} />
      <span ref={exit} role="note" tabIndex={-1} className={styles['exit']} aria-label="After the document" />
    </div>
  );
}
