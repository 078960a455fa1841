/**
 * An attachment of the document in full. People who may write can also name it: the name is what a screen reader says
 * in the picture's place, what the search of the timeline reads, and what a download is called.
 */
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { ReactNode } from 'react';
import { useStore } from '../../session/store-hooks.ts';
import { AttachmentView } from '../../ui/AttachmentView.tsx';
import { Button } from '../../ui/Button.tsx';
import { useDraft } from '../../ui/drafting.ts';
import { Notes } from '../../ui/Notes.tsx';
import { isTooLong } from '../../ui/too-long.ts';
import { factsOf } from './facts.ts';
import { attachmentShown, type Shown } from '../editor/surfaces.ts';
import styles from '../editor/surfaces.module.css';

interface AttachmentDialogProps {
  readonly editor: Editor;
  readonly roomId: string;
  readonly mayWrite: boolean;
}

const MOST_CHARACTERS = 120;
const close = (): void => attachmentShown.set(null);

export function AttachmentDialog({ editor, roomId, mayWrite }: AttachmentDialogProps): ReactNode {
  const shown = useStore(attachmentShown);
  if (shown === null) return null;
  const naming = mayWrite ? <Naming key={shown.attachment.id} shown={shown} editor={editor} /> : undefined;
  return <AttachmentView room={roomId} attachment={shown.attachment} onClose={close} actions={naming} />;
}

function Naming({
  shown: { attachment, position },
  editor,
}: {
  readonly shown: Shown;
  readonly editor: Editor;
}): ReactNode {
  const words = useDraft(`attachment.${attachment.id}`, attachment.name);
  const name = words.value;
  const keep = (): void => {
    if (isTooLong(name, MOST_CHARACTERS)) return;
    const at = placeOf(editor.state.doc, attachment.id, position());
    if (at !== null && name.trim() !== '')
      editor.view.dispatch(editor.state.tr.setNodeAttribute(at, 'name', name.trim()));
    words.clear();
    close();
  };
  return (
    <span className={styles['naming']}>
      <label>
        Name{' '}
        <input
          value={name}
          onChange={(event) => words.set(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
        />
      </label>
      <Button onClick={keep}>{name.trim() === attachment.name ? 'Close' : 'Keep the name'}</Button>
      <Notes text={name} most={MOST_CHARACTERS} draft={words} />
    </span>
  );
}

/** Where it is now; others may have written above it. Null: someone has removed it. */
function placeOf(doc: Node, id: string, known: number | undefined): number | null {
  const places: number[] = [];
  doc.descendants((node, position) => {
    if (factsOf(node)?.id === id) places.push(position);
    return !node.isTextblock;
  });
  return known !== undefined && places.includes(known) ? known : (places[0] ?? null);
}
