/**
 * What the editor opens above its text: the search, the list of choices, an attachment in full, a line beside its
 * timeline entry.
 */
import type { Editor } from '@tiptap/core';
import { useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { AttachmentDialog } from '../attachments/AttachmentDialog.tsx';
import { ChoiceList } from './ChoiceList.tsx';
import { EditedLine } from '../lines/EditedLine.tsx';
import { FindBar } from './FindBar.tsx';
import { RestoreEntry } from '../panel/RestoreDialog.tsx';
import { attachmentShown, editedShown, restoreShown } from './surfaces.ts';

interface EditorPartsProps {
  readonly editor: Editor;
  readonly roomId: string;
  readonly mayWrite: boolean;
}

export function EditorParts({ editor, roomId, mayWrite }: EditorPartsProps): ReactNode {
  // The next room begins with nothing open.
  useEffect(
    () => () => {
      attachmentShown.set(null);
      editedShown.set(null);
      restoreShown.set(false);
    },
    [],
  );
  return (
    <>
      <FindBar editor={editor} />
      {createPortal(<ChoiceList />, document.body)}
      <EditedLine editor={editor} mayWrite={mayWrite} />
      <RestoreEntry roomId={roomId} />
      <AttachmentDialog editor={editor} roomId={roomId} mayWrite={mayWrite} />
    </>
  );
}
