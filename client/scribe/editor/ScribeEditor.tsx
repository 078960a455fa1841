/**
 * The editor in its place, in a chunk of its own that loads after the room is on the screen. An observer sees the same
 * without a way to write: not editable, and no write leaves the page. A person who is admitted later gets a new editor.
 * On a phone people read, and write in one line below; the text itself opens for editing on demand.
 */
import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useRoomStore } from '../../session/hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { dropPlace } from '../../ui/files.ts';
import { appendFiles } from '../attachments/paste.ts';
import { Composer } from '../panel/Composer.tsx';
import panel from '../panel/ScribePanel.module.css';
import { DocumentTools } from '../panel/DocumentTools.tsx';
import { EditorParts } from './EditorParts.tsx';
import { writeAt } from './haste.ts';
import { Hints } from '../panel/Hints.tsx';
import { Missing } from '../panel/Missing.tsx';
import { mountEditor } from './mount.ts';
import type { ScribePanelProps } from '../panel/props.ts';
import type { ScribeStatus } from '../offline/status.ts';
import styles from './ScribeEditor.module.css';

interface ScribeEditorProps extends ScribePanelProps {
  /** The empty place in the pane's heading. */
  readonly tools: HTMLElement | null;
  readonly link: ScribeStatus['link'];
  readonly onStatus: (status: ScribeStatus) => void;
  readonly onRefused: (message: string) => void;
}

const handheld = window.matchMedia('(max-width: 480px), (max-width: 900px) and (pointer: coarse)');

function useHandheld(): boolean {
  return useSyncExternalStore(
    (changed) => {
      handheld.addEventListener('change', changed);
      return () => handheld.removeEventListener('change', changed);
    },
    () => handheld.matches,
  );
}

export function ScribeEditor(props: ScribeEditorProps): ReactNode {
  const { roomId, mayWrite, tools } = props;
  const [editor, setEditor] = useState<Editor | null>(null);
  const [isEditing, setEditing] = useState(false);
  const isOneLine = useHandheld() && !isEditing;
  useEffect(() => {
    if (editor?.isDestroyed === false) editor.setEditable(mayWrite && !isOneLine, false);
  }, [editor, mayWrite, isOneLine]);
  const edit = (): void => {
    setEditing(true);
    editor?.setEditable(mayWrite, false);
    if (editor !== null) writeAt(editor.view, Selection.atEnd(editor.state.doc));
  };
  const take = (files: readonly File[]): void =>
    void (editor?.isDestroyed === false && appendFiles(editor, { roomId, serverNow: props.serverNow }, files));
  return (
    <>
      <Missing roomId={roomId} link={props.link} />
      {editor === null ? null : <EditorParts editor={editor} roomId={roomId} mayWrite={mayWrite} />}
      {editor === null || tools === null
        ? null
        : createPortal(<DocumentTools editor={editor} roomId={roomId} />, tools)}
      <Place {...props} onEditor={setEditor} take={mayWrite ? take : null} />
      {isOneLine && mayWrite ? (
        <Composer editor={editor} roomId={roomId} serverNow={props.serverNow} onEdit={edit} />
      ) : null}
      {isEditing && handheld.matches ? (
        <p className={panel['editing']}>
          You’re editing the document.{' '}
          <Button size="small" onClick={() => setEditing(false)}>
            Done
          </Button>
        </p>
      ) : null}
    </>
  );
}

interface PlaceProps extends ScribeEditorProps {
  readonly onEditor: (editor: Editor | null) => void;
  /** Files dropped beside or below the lines; on a line the editor takes them itself. */
  readonly take: ((files: readonly File[]) => void) | null;
}

/** The editor's element, and what an empty document suggests. */
function Place(props: PlaceProps): ReactNode {
  const {
    roomId,
    mayWrite,
    you: { id, name },
    onEditor,
    take,
  } = props;
  const frame = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const exit = useRef<HTMLSpanElement>(null);
  const [isEmpty, setEmpty] = useState(false);
  const store = useRoomStore();
  // The editor outlives many renders: it always calls the newest of these.
  const send = useEffectEvent(props.send);
  const serverNow = useEffectEvent(props.serverNow);
  const onStatus = useEffectEvent(props.onStatus);
  const refused = useEffectEvent(props.onRefused);
  useEffect(() => {
    if (place.current === null) return undefined;
    const leave = (): void => exit.current?.focus();
    return mountEditor(place.current, {
      roomId,
      mayWrite,
      you: { id, name },
      send,
      serverNow,
      onStatus,
      onEmpty: setEmpty,
      onEditor,
      refused,
      leave,
      store,
    });
  }, [roomId, mayWrite, id, name, onEditor, store]);
  useEffect(() => (frame.current === null ? undefined : tellWidth(frame.current)), []);
  return (
    <div ref={frame} className={styles['frame']} data-width="wide" {...dropPlace(take)}>
      {isEmpty ? <Hints mayWrite={mayWrite} /> : null}
      <div ref={place} className={styles['place']} />
      <span ref={exit} role="note" tabIndex={-1} className={styles['exit']} aria-label="After the document" />
    </div>
  );
}

/** How much room a line has, for the styles. */
function tellWidth(frame: HTMLElement): () => void {
  const observer = new ResizeObserver(([entry]) => {
    const width = entry?.contentRect.width ?? 0;
    frame.dataset['width'] = width <= 300 ? 'slim' : width <= 460 ? 'narrow' : 'wide';
  });
  observer.observe(frame);
  return () => observer.disconnect();
}
