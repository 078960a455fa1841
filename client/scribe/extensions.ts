/**
 * What the editor can do: the document's blocks and marks (their set is DOCUMENT_SCHEMA: raise it when this list grows), the shared
 * text, carets, line stamps, gutter, promotion, and the keys of this house.
 */
import { Extension, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { StarterKit } from '@tiptap/starter-kit';
import { DOCUMENT_ROOT } from '../../shared/scribe/words.ts';
import { carets } from './carets.ts';
import type { DocumentLink } from './document-link.ts';
import { Gutter } from './gutter.ts';
import { Lines, type LineAuthor } from './lines.ts';
import { Promotion, type PromotionWires } from './promotion.ts';

export interface EditorWires extends LineAuthor, PromotionWires {
  readonly you: { readonly id: string; readonly name: string };
  /** Where the focus goes when Esc leaves the editor, so that the next Tab moves on. */
  readonly leave: () => void;
}

export function extensions({ doc, provider }: DocumentLink, wires: EditorWires): Extensions {
  return [
    // No trailing paragraph by itself: every client that opens the document would add one.
    StarterKit.configure({ undoRedo: false, trailingNode: false, link: { openOnClick: false, autolink: true, defaultProtocol: 'https' }, heading: { levels: [1, 2, 3] } }),
    TaskList,
    TaskItem.configure({ nested: true }),
    Collaboration.configure({ document: doc, field: DOCUMENT_ROOT }),
    carets(provider),
    Lines.configure({ you: wires.you, serverNow: wires.serverNow }),
    Gutter,
    Promotion.configure({ roomId: wires.roomId, you: wires.you, send: wires.send, refused: wires.refused }),
    keys(wires),
  ];
}

function keys({ serverNow, leave }: EditorWires): Extension {
  return Extension.create({
    name: 'scribeKeys',
    // Before the blocks' own keys.
    priority: 1000,
    addKeyboardShortcuts: () => ({
      'Mod-;': ({ editor }) => editor.commands.insertContent({ type: 'text', text: `${new Date(serverNow()).toISOString().slice(11, 19)}Z ` }),
      Escape: ({ editor }) => {
        editor.commands.blur();
        leave();
        return true;
      },
    }),
  });
}
