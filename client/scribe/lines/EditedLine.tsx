/**
 * A line that was changed after it went to the timeline: what the timeline says, at a glance from its mark, and side by
 * side with an offer to correct the timeline. People who may not correct it see why. Nothing is corrected by itself.
 */
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useRoomStore, useView } from '../../session/hooks.ts';
import { useStore } from '../../session/store-hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandButton } from '../../ui/CommandButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PEEK_ID } from './edited-button.ts';
import { promoted } from '../../../shared/timeline/rules.ts';
import { saidMark, wordsOf } from './edited.ts';
import { isLine, stampOf } from './lines.ts';
import { onTimeline, type OnTimeline } from './on-timeline.ts';
import { stampLine } from './promotion.ts';
import { editedShown, type EditedLine as Shown } from '../editor/surfaces.ts';
import { useChanges } from '../panel/useChanges.ts';
import styles from '../editor/surfaces.module.css';

const WHY = 'edited in the document';
const close = (): void => editedShown.set(null);

export function EditedLine({ editor, mayWrite }: { readonly editor: Editor; readonly mayWrite: boolean }): ReactNode {
  const shown = useStore(editedShown);
  if (shown === null) return null;
  return shown.how === 'peek' ? (
    <Peek shown={shown} editor={editor} />
  ) : (
    <Compared shown={shown} editor={editor} mayWrite={mayWrite} />
  );
}

function Peek({ shown: { line, mark }, editor }: { readonly shown: Shown; readonly editor: Editor }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // When the mark itself is removed, no event says that the pointer has left it.
    const look = (): void => void (mark?.isConnected === false && close());
    editor.on('transaction', look);
    return () => void editor.off('transaction', look);
  }, [editor, mark]);
  const { entry } = useEntry(editor, line);
  useLayoutEffect(() => {
    const [place, own] = [mark?.getBoundingClientRect(), box.current];
    if (place === undefined || own === null) return;
    own.style.left = `${Math.max(8, Math.min(place.left, innerWidth - own.offsetWidth - 8))}px`;
    own.style.top =
      place.bottom + own.offsetHeight + 12 > innerHeight
        ? `${place.top - own.offsetHeight - 6}px`
        : `${place.bottom + 6}px`;
  }, [mark, entry]);
  return (
    <div ref={box} id={PEEK_ID} role="tooltip" className={styles['peek']}>
      <small>On the timeline it says</small>
      {entry?.text ?? 'Loading the timeline'}
    </div>
  );
}

interface ComparedProps {
  readonly shown: Shown;
  readonly editor: Editor;
  readonly mayWrite: boolean;
}

function Compared({ shown: { line }, editor, mayWrite }: ComparedProps): ReactNode {
  const { entry, isLooking } = useEntry(editor, line);
  // Others may go on writing in it.
  useChanges(editor);
  const node = findLine(editor, line);
  const words = node === null ? '' : wordsOf(node);
  const text = promoted(words).rest;
  const done = (): void => {
    if (mayWrite) stampLine(editor, line, { said: saidMark(words) });
    close();
  };
  const correct = (
    <CommandButton
      look="primary"
      type="timeline.correct"
      data={{ entry: entry?.entry ?? '', text, why: WHY }}
      unready={reasonNot(entry, { text, isLooking })}
      onDone={done}
    >
      Correct the timeline
    </CommandButton>
  );
  return (
    <Dialog
      open
      onClose={close}
      title="Edited after promotion"
      actions={
        <>
          <Button onClick={close}>Leave as is</Button>
          {correct}
        </>
      }
    >
      <dl className={styles['compared']}>
        <div>
          <dt>On the timeline</dt>
          <dd>{entry?.text ?? (isLooking ? 'Loading' : 'This line isn’t in the loaded part of the timeline.')}</dd>
        </div>
        <div>
          <dt>In the document now</dt>
          <dd data-new="">{text === '' ? 'Nothing: the line is empty.' : text}</dd>
        </div>
      </dl>
    </Dialog>
  );
}

function reasonNot(
  entry: OnTimeline | null,
  { text, isLooking }: { readonly text: string; readonly isLooking: boolean },
): string | null {
  if (entry === null)
    return isLooking
      ? 'The timeline is loading.'
      : 'The line wasn’t found on the timeline. Reload the page and try again.';
  if (text === '') return 'The line is empty. To remove it, strike it out on the timeline.';
  if (entry.isStruck) return 'It’s struck out on the timeline. Write a new line instead.';
  return entry.text === text ? 'The timeline already says this.' : null;
}

/** The entry of a line, asking for older parts of the log until it is found. */
function useEntry(editor: Editor, line: string): { readonly entry: OnTimeline | null; readonly isLooking: boolean } {
  const store = useRoomStore();
  const commits = useView((view) => view.commits);
  const node = findLine(editor, line);
  const entry = onTimeline(commits, { line, entry: node === null ? null : stampOf(node).entry });
  const [isOver, setOver] = useState(false);
  const isMissing = entry === null && !isOver;
  useEffect(() => store.history.hold(), [store]);
  useEffect(() => {
    if (isMissing) void store.older().then((came) => came || setOver(true));
  }, [store, isMissing, commits]);
  return { entry, isLooking: isMissing };
}

function findLine(editor: Editor, line: string): Node | null {
  let found: Node | null = null;
  editor.state.doc.descendants((node) => {
    if (isLine(node) && stampOf(node).line === line) found = node;
    return !isLine(node);
  });
  return found;
}
