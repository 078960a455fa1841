/**
 * The bar that searches the document: how many matches, which one is selected, and the way from one to the next. Enter
 * and F3 go on, with Shift back; Esc returns to the text, at the match.
 */
import type { Editor } from '@tiptap/core';
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useStore } from '../../session/store-hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { findAsked } from './find-open.ts';
import { findingOf, placeFound, seek, step } from './find.ts';
import { writeAt } from './haste.ts';
import { useChanges } from '../panel/useChanges.ts';
import styles from './surfaces.module.css';

export function FindBar({ editor }: { readonly editor: Editor }): ReactNode {
  const asked = useStore(findAsked);
  const [seen, setSeen] = useState(asked);
  if (asked === seen) return null;
  return <Bar editor={editor} asked={asked} onClose={() => setSeen(asked)} />;
}

interface BarProps {
  readonly editor: Editor;
  readonly asked: number;
  readonly onClose: () => void;
}

function Bar({ editor, asked, onClose }: BarProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  useChanges(editor);
  const { query, places, at } = findingOf(editor.state);
  useEffect(() => {
    const { from, to } = editor.state.selection;
    const chosen = editor.state.doc.textBetween(from, to, ' ');
    if (chosen !== '' && chosen.length < 80) seek(editor.view, chosen);
    field.current?.focus();
    field.current?.select();
  }, [editor, asked]);
  useEffect(
    () => () => {
      if (!editor.isDestroyed) seek(editor.view, '');
    },
    [editor],
  );
  const close = (): void => {
    if (editor.isEditable) writeAt(editor.view, placeFound(editor.state));
    onClose();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' || event.key === 'F3') step(editor.view, event.shiftKey ? -1 : 1);
    else if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)) field.current?.select();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const none = query !== '' && places.length === 0;
  return (
    <div role="search" aria-label="Find in the document" className={styles['find']} onKeyDown={pressed}>
      <Search size={15} aria-hidden="true" />
      <input
        ref={field}
        type="text"
        defaultValue={query}
        onChange={(event) => seek(editor.view, event.target.value)}
        placeholder="Find in the document"
        aria-label="Find in the document"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
      />
      <output data-none={none || undefined}>
        {query === '' ? '' : none ? 'no matches' : `${at + 1} of ${places.length}`}
      </output>
      <Button look="quiet" size="small" aria-label="Previous match (Shift Enter)" onClick={() => step(editor.view, -1)}>
        <ChevronUp size={16} />
      </Button>
      <Button look="quiet" size="small" aria-label="Next match (Enter)" onClick={() => step(editor.view, 1)}>
        <ChevronDown size={16} />
      </Button>
      <Button look="quiet" size="small" aria-label="Close (Esc)" onClick={close}>
        <X size={16} />
      </Button>
    </div>
  );
}
