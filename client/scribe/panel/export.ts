/**
 * Exports the document: as Markdown or plain text, made from what is here, by the same rendering as the server's. So it
 * works without a link, and holds what the server has not got yet.
 */
import type { Editor } from '@tiptap/core';
import { written, type BlockNode } from '../../../shared/scribe/written.ts';

export type ExportFormat = 'text' | 'markdown';

const FILES: Readonly<Record<ExportFormat, { readonly ending: string; readonly type: string }>> = {
  text: { ending: 'txt', type: 'text/plain' },
  markdown: { ending: 'md', type: 'text/markdown' },
};

function exported(editor: Editor, room: string, format: ExportFormat): string {
  return written(editor.getJSON() as BlockNode, format, room);
}

export function download(editor: Editor, room: string, format: ExportFormat): void {
  const { ending, type } = FILES[format];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([exported(editor, room, format)], { type: `${type};charset=utf-8` }));
  link.download = `${room}-document.${ending}`;
  link.click();
  // The browser has opened it by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** False where the browser blocks writing to the clipboard (a page over plain http, say). */
export async function copyMarkdown(editor: Editor, room: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(exported(editor, room, 'markdown'));
    return true;
  } catch {
    return false;
  }
}
