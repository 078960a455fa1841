/**
 * The editor in its place, in a chunk of its own that comes after the room is on the screen.
 *
 * An observer gets the same sight without a way to write: not editable, and no write leaves the page. Whoever is admitted later gets
 * a new editor.
 */
import type { Editor } from '@tiptap/core';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { useRoomStore } from '../session/hooks.ts';
import { EditorParts } from './EditorParts.tsx';
import { Hints } from './Hints.tsx';
import { mountEditor } from './mount.ts';
import type { ScribePanelProps } from './props.ts';
import type { ScribeStatus } from './status.ts';
import styles from './ScribeEditor.module.css';

interface ScribeEditorProps extends ScribePanelProps {
  /** The empty place in the pane's heading. */
  readonly tools: HTMLElement | null;
  readonly onStatus: (status: ScribeStatus) => void;
  readonly onRefused: (message: string) => void;
}

export function ScribeEditor(props: ScribeEditorProps): ReactNode {
  const { roomId, mayWrite, you: { id, name } } = props;
  const place = useRef<HTMLDivElement>(null);
  const exit = useRef<HTMLSpanElement>(null);
  const [isEmpty, setEmpty] = useState(false);
  const [editor, setEditor] = useState<Editor | null>(null);
  const store = useRoomStore();
  // The editor outlives many drawings: it always speaks to the newest of these.
  const send = useEffectEvent(props.send);
  const serverNow = useEffectEvent(props.serverNow);
  const onStatus = useEffectEvent(props.onStatus);
  const refused = useEffectEvent(props.onRefused);
  useEffect(() => {
    if (place.current === null) return undefined;
    const leave = (): void => exit.current?.focus();
    return mountEditor(place.current, { roomId, mayWrite, you: { id, name }, send, serverNow, onStatus, onEmpty: setEmpty, onEditor: setEditor, refused, leave, store });
  }, [roomId, mayWrite, id, name, store]);
  return (
    <>
      {editor === null ? null : <EditorParts editor={editor} roomId={roomId} mayWrite={mayWrite} />}
      <div className={styles['frame']}>
        {isEmpty ? <Hints mayWrite={mayWrite} /> : null}
        <div ref={place} className={styles['place']} />
        <span ref={exit} role="note" tabIndex={-1} className={styles['exit']} aria-label="After the document" />
      </div>
    </>
  );
}
