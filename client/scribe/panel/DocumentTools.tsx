/** What can be done with the whole document, in the pane's heading: search, export, restore. */
import type { Editor } from '@tiptap/core';
import { Copy, FileDown, FileText, History, Search, Share } from 'lucide-react';
import type { ReactNode } from 'react';
import { me } from '../../session/me.ts';
import { useStore } from '../../session/store-hooks.ts';
import { useKeys } from '../../ui/keys.ts';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { toast } from '../../ui/toasts.ts';
import { copyMarkdown, download } from './export.ts';
import { openFind } from '../editor/find-open.ts';
import { restoreShown } from '../editor/surfaces.ts';
import styles from '../editor/ScribeEditor.module.css';

export function DocumentTools({ editor, roomId }: { readonly editor: Editor; readonly roomId: string }): ReactNode {
  const copy = async (): Promise<void> => {
    const isCopied = await copyMarkdown(editor, roomId);
    toast(
      isCopied
        ? { tone: 'done', text: 'Copied as Markdown.' }
        : { tone: 'refused', text: 'This browser doesn’t allow copying here. Download it instead.' },
    );
  };
  useKeys([
    { does: 'Copy the document as Markdown', also: 'export scribe clipboard', run: () => void copy() },
    {
      does: 'Download the document as Markdown',
      also: 'export save scribe file md',
      run: () => download(editor, roomId, 'markdown'),
    },
    {
      does: 'Download the document as text',
      also: 'export save scribe file txt',
      run: () => download(editor, roomId, 'text'),
    },
  ]);
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
      <Menu trigger={<Share size={15} />} label="Export">
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
      {useStore(me)?.administrator === true ? (
        <button
          type="button"
          className={styles['tool']}
          aria-label="Restore an earlier version"
          title="Restore an earlier version"
          onClick={() => restoreShown.set(true)}
        >
          <History size={15} />
        </button>
      ) : null}
    </>
  );
}
