/**
 * For a text that is too long for a line: its beginning becomes the line, and the whole text goes with it as a file.
 */
import { useState, type ReactNode } from 'react';
import type { Attachment } from '../../shared/attachment.ts';
import { send as store } from '../session/attachment-send.ts';
import { useSend, useView } from '../session/hooks.ts';
import { toast } from '../ui/toasts.ts';
import type { ComposerProps } from './Composer.tsx';

/** How much of the text goes into the line. */
const BEGINNING = 200;
const NAMES = { chat: 'message.txt', note: 'timeline-entry.txt' } as const;

export function AsFile({
  words,
  type,
  field,
  make,
}: Pick<ComposerProps, 'words' | 'type' | 'field' | 'make'>): ReactNode {
  const room = useView((view) => view.id);
  const send = useSend();
  const [part, setPart] = useState<number | null>(null);
  const add = async (): Promise<void> => {
    if (part !== null) return;
    const text = words.value;
    setPart(0);
    const outcome = await store(room, { file: new Blob([text], { type: 'text/plain' }), name: NAMES[field] }, setPart);
    setPart(null);
    if (!outcome.ok)
      return toast({
        tone: 'refused',
        text:
          outcome.why === ''
            ? 'The file couldn’t be sent: the server can’t be reached. Your text is still here.'
            : outcome.why,
      });
    const attachments = [outcome.stored as Attachment];
    // Text written while it uploads is not in the file, and stays.
    words.set((now) => (now === text ? '' : now));
    const answer = await send(type, { ...make(beginningOf(text), false), attachments });
    if (answer.ok) return;
    toast({ tone: 'refused', text: answer.message });
    words.set((now) => (now === '' ? text : now));
  };
  return (
    <button type="button" onClick={() => void add()} aria-disabled={part !== null}>
      {part === null ? 'Add it as a file instead' : `Adding, ${Math.round(part * 100)} %`}
    </button>
  );
}

function beginningOf(text: string): string {
  const [line = ''] = text.trim().split('\n');
  const cut =
    line.length <= BEGINNING
      ? line
      : line
          .slice(0, BEGINNING)
          .replace(/\s+\S*$/, '')
          .replace(/[\ud800-\udbff]$/, '');
  return `${cut} …`;
}
