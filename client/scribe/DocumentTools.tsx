/** What can be done with the whole document, in the pane's heading: search it, take it away. */
import type { Editor } from '@tiptap/core';
import { Copy, FileDown, FileText, Search, Share } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { toast } from '../ui/toasts.ts';
import { copyMarkdown, download } from './export.ts';
import { openFind } from './find-open.ts';
import styles from './ScribeEditor.module.css';

export function DocumentTools({ editor, roomId }: { readonly editor: Editor; readonly roomId: string }): ReactNode {
  const copy = async (): Promise<void> => {
    const isCopied = await copyMarkdown(editor, roomId);
    toast(
      isCopied
        ? { tone: 'done', text: 'The document is copied as Markdown.' }
        : { tone: 'refused', text: 'This browser lets nobody copy here. Download it instead.' },
    );
  };
  return (
    <>
      <button
        type="button"
        className={styles['tool']}
        aria-label="Find in the document"
        title="Find in the document"
        onClick={openFind}
      >
        <Search size={15} />
      </button>
      <Menu trigger={<Share size={15} />} label="Take the document away">
        <MenuItem icon={<Copy size={16} />} onSelect={() => void copy()}>
          Copy as Markdown
        </MenuItem>
        <MenuItem icon={<FileDown size={16} />} onSelect={() => download(editor, roomId, 'markdown')}>
          Download Markdown
        </MenuItem>
        <MenuItem icon={<FileText size={16} />} onSelect={() => download(editor, roomId, 'text')}>
          Download text
        </MenuItem>
      </Menu>
    </>
  );
}
