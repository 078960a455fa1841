/**
 * For a text that is too long for a line: the whole of it goes with the line as a file, and its beginning stays as the
 * line, to be changed and sent like any other.
 */
import { useState, type ReactNode } from 'react';
import type { Attachment } from '../../shared/attachment.ts';
import { send } from '../session/attachment-send.ts';
import { useView } from '../session/hooks.ts';
import type { TextDraft } from '../ui/drafting.ts';
import { beginningOf } from '../ui/graphemes.ts';
import { toast } from '../ui/toasts.ts';
import type { FilesOfLine } from './attaching.ts';

/** How many signs of the text stay in the line, and in the name of the file. */
const IN_LINE = 200;
const IN_NAME = 40;

interface AsFileProps {
  readonly words: TextDraft;
  readonly files: FilesOfLine;
}

export function AsFile({ words, files }: AsFileProps): ReactNode {
  const room = useView((view) => view.id);
  const [part, setPart] = useState<number | null>(null);
  const add = async (): Promise<void> => {
    if (part !== null) return;
    const text = words.value;
    const file = new File([text], nameOf(text), { type: 'text/plain' });
    setPart(0);
    const outcome = await send(room, { file, name: file.name }, setPart);
    setPart(null);
    if (!outcome.ok)
      return toast({
        tone: 'refused',
        text:
          outcome.why === ''
            ? 'The file couldn’t be sent: the server can’t be reached. Your text is still here.'
            : outcome.why,
      });
    if (!files.addStored(file, outcome.stored as Attachment)) return;
    // What was written while it was sent is not in the file, and stays.
    words.set((now) => (now === text ? `${inWords(text, IN_LINE)} …` : now));
  };
  return (
    <button type="button" onClick={() => void add()} aria-disabled={part !== null}>
      {part === null ? 'Add it as a file instead' : `Adding, ${Math.round(part * 100)} %`}
    </button>
  );
}

const nameOf = (text: string): string =>
  `${inWords(text.replaceAll(/[\p{C}/\\:*?"<>|]/gu, ' '), IN_NAME).trim() || 'message'}.txt`;

/** The beginning of the first line, by whole words. */
function inWords(text: string, most: number): string {
  const [line = ''] = text.trim().split('\n');
  const cut = beginningOf(line, most);
  return cut === line ? cut : cut.replace(/\s+\S*$/, '');
}
