/**
 * Files that are dropped or pasted: which are meant, where they are accepted, and what happens to the rest. A file that
 * nothing accepts would be opened by the browser instead of the room: the window catches it and says where it can go.
 */
import type { DragEvent as ReactDragEvent } from 'react';
import { MOST_ATTACHMENT_BYTES } from '../../shared/attachment.ts';
import { toast } from './toasts.ts';

/** What the browser can draw; a vector drawing is a text. */
export const isPictureFile = ({ type }: File): boolean => type.startsWith('image/') && type !== 'image/svg+xml';

/**
 * The files of a clipboard, if they are meant: a copied table cell is a text and a picture of it, and then the text is
 * meant. A file that was copied on a desktop comes with its name as text.
 */
export function pastedFiles(data: DataTransfer | null): readonly File[] {
  const files = [...(data?.files ?? [])];
  const text = data?.getData('text/plain').trim() ?? '';
  const formed =
    data
      ?.getData('text/html')
      .replace(/<style[^]*?<\/style>|<!--[^]*?-->|<[^>]*>|&nbsp;/gi, '')
      .trim() ?? '';
  const isNamed = (line: string): boolean => files.some(({ name }) => name === line.split(/[\\/]/).at(-1));
  return formed === '' && (text === '' || text.split(/[\r\n]+/).every(isNamed)) ? files : [];
}

/** Null if it is not text, or too large to be kept as text. */
export async function textOf(file: File): Promise<string | null> {
  if (file.size > MOST_ATTACHMENT_BYTES) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

const bringsFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') === true;

type Dragging = ReactDragEvent<HTMLElement>;

/** For an element that accepts files; null: it accepts none now, and the window says so. */
export function dropPlace(take: ((files: readonly File[]) => void) | null) {
  const leave = ({ currentTarget }: Dragging): void => void delete currentTarget.dataset['drop'];
  return {
    onDragOver: (event: Dragging): void => {
      if (take === null || !bringsFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      event.currentTarget.dataset['drop'] = '';
    },
    onDragLeave: (event: Dragging): void => {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) leave(event);
    },
    onDrop: (event: Dragging): void => {
      leave(event);
      const files = [...event.dataTransfer.files];
      // Something inside may have taken it.
      if (event.isDefaultPrevented() || take === null || files.length === 0) return;
      event.preventDefault();
      take(files);
    },
  };
}

/** Call once: nothing that is dropped makes the browser leave the page. */
export function catchFiles(): void {
  window.addEventListener('dragover', (event) => {
    if (event.defaultPrevented || !leadsAway(event)) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = bringsFiles(event.dataTransfer) ? 'copy' : 'none';
  });
  window.addEventListener('drop', (event) => {
    if (event.defaultPrevented || !leadsAway(event)) return;
    event.preventDefault();
    if (bringsFiles(event.dataTransfer))
      toast({
        tone: 'refused',
        text: `Nothing was added. ${inRoom() ? 'Drop it on the document, the chat or the timeline' : 'Open a room first, then drop it on its document, chat or timeline'}.`,
      });
  });
  window.addEventListener('paste', (event) => {
    if (event.defaultPrevented || pastedFiles(event.clipboardData).length === 0) return;
    event.preventDefault();
    toast({
      tone: 'refused',
      text: `Nothing was added. ${inRoom() ? 'Click into the document, the chat or the timeline first, then paste' : 'Open a room first, then paste it into its document, chat or timeline'}.`,
    });
  });
}

const inRoom = (): boolean => location.pathname.startsWith('/rooms/');

/** A link that is dropped on text becomes text there; anywhere else the browser would follow it. */
function leadsAway({ dataTransfer, target }: DragEvent): boolean {
  if (bringsFiles(dataTransfer)) return true;
  const isText =
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA)$/.test(target.tagName));
  return dataTransfer?.types.includes('text/uri-list') === true && !isText;
}
