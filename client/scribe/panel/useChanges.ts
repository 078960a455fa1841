/** For parts beside the editor that show something about its text: redrawn with each change of it, own or others'. */
import type { Editor } from '@tiptap/core';
import { useEffect, useReducer } from 'react';

export function useChanges(editor: Editor): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    editor.on('transaction', redraw);
    return () => void editor.off('transaction', redraw);
  }, [editor]);
}
