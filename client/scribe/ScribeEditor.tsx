/**
 * The editor itself, in a chunk of its own: loaded after the room is on the screen. It is made with a plain `new Editor()` in an
 * effect, because React would otherwise draw it twice and its carets would flicker.
 *
 * An observer gets the same sight without a way to write: not editable, and no write leaves the page.
 */
import { Editor } from '@tiptap/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { openDocument } from './document-link.ts';
import { extensions } from './extensions.ts';
import { Hints } from './Hints.tsx';
import type { ScribePanelProps } from './ScribePanel.tsx';
import type { ScribeStatus } from './status.ts';
import styles from './ScribeEditor.module.css';

interface ScribeEditorProps extends ScribePanelProps {
  readonly onStatus: (status: ScribeStatus) => void;
  readonly onRefused: (message: string) => void;
}

export function ScribeEditor(props: ScribeEditorProps): ReactNode {
  const { roomId, mayWrite, you } = props;
  const place = useRef<HTMLDivElement>(null);
  const exit = useRef<HTMLSpanElement>(null);
  // The newest props, for callbacks of an editor that outlives many drawings.
  const newest = useRef(props);
  newest.current = props;
  const [isEmpty, setEmpty] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const link = openDocument({ roomId, mayWrite, onStatus: (status) => newest.current.onStatus(status) });
    const editor = new Editor({
      element,
      injectCSS: false,
      editable: mayWrite,
      // Never as HTML: the page's policy admits no parsing of text into markup.
      content: { type: 'doc', content: [{ type: 'paragraph' }] },
      extensions: extensions(link, {
        roomId,
        you: { id: you.id, name: you.name },
        send: (type, data, id) => newest.current.send(type, data, id),
        serverNow: () => newest.current.serverNow(),
        refused: (message) => newest.current.onRefused(message),
        leave: () => exit.current?.focus(),
      }),
      editorProps: { attributes: { class: styles['document'] ?? '', 'aria-label': 'Scribe document', role: 'textbox', 'aria-multiline': 'true', spellcheck: 'true' } },
    });
    const look = (): void => setEmpty(link.provider.synced && editor.isEmpty);
    editor.on('update', look);
    link.provider.on('sync', look);
    const warn = (event: BeforeUnloadEvent): void => {
      if (link.unsynced() > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      editor.destroy();
      link.destroy();
    };
  }, [roomId, mayWrite, you.id, you.name]);
  return (
    <div className={styles['frame']}>
      {isEmpty ? <Hints mayWrite={mayWrite} /> : null}
      <div ref={place} className={styles['place']} />
      <span ref={exit} tabIndex={-1} className={styles['exit']} aria-label="After the document" />
    </div>
  );
}
