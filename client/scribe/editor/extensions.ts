/**
 * What the editor can do: the document's blocks and marks (their set is DOCUMENT_SCHEMA: raise it when this list
 * grows), the shared text, carets, line stamps, gutter, promotion, paste, the lists to choose from, search, and
 * Watchfloor's own keys.
 */
import { Extension, type Editor, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { StarterKit } from '@tiptap/starter-kit';
import { DOCUMENT_ROOT } from '../../../shared/scribe/words.ts';
import { Attachment } from '../attachments/attachment.ts';
import { Pasting } from '../attachments/paste.ts';
import { Waiting } from '../attachments/waiting.ts';
import { Boxes } from './boxes.ts';
import { carets } from './carets.ts';
import type { Choice } from './choosing.ts';
import { Composition } from './composition.ts';
import { Decision } from '../lines/decision.ts';
import type { DocumentLink } from '../offline/document-link.ts';
import { Find } from './find.ts';
import { Gutter } from '../lines/gutter.ts';
import { Haste } from './haste.ts';
import { Lines, type LineAuthor } from '../lines/lines.ts';
import { Mention } from './mention.ts';
import { mentions, peopleFor } from './mention-people.tsx';
import { OwnLinks } from '../merging/own-links.ts';
import { Promotion, type PromotionWires } from '../lines/promotion.ts';
import { insertions, timeText } from './slash.tsx';
import { StrayWires, takesAlong } from '../merging/stray-wires.ts';
import { Trigger, type TriggerWires } from './trigger.ts';
import { undoManagerOf } from '../merging/undoing.ts';

export interface EditorWires extends LineAuthor, PromotionWires {
  readonly you: { readonly id: string; readonly name: string };
  /** Where the focus goes when Esc leaves the editor, so that the next Tab moves on. */
  readonly leave: () => void;
}

/** What a document can hold, attachments apart. */
const BLOCKS: Extensions = [
  // No trailing paragraph by itself: every client that opens the document would add one.
  StarterKit.configure({
    undoRedo: false,
    trailingNode: false,
    link: { openOnClick: false, autolink: true, defaultProtocol: 'https' },
    heading: { levels: [1, 2, 3] },
  }),
  TaskList,
  TaskItem.configure({ nested: true }),
  Decision,
  Mention,
];

export function extensions({ doc, provider }: DocumentLink, wires: EditorWires): Extensions {
  const { roomId, you, serverNow } = wires;
  const strays = new StrayWires(doc.getXmlFragment(DOCUMENT_ROOT));
  return [
    ...BLOCKS,
    Attachment.configure({ roomId }),
    Collaboration.configure({
      document: doc,
      field: DOCUMENT_ROOT,
      yUndoOptions: { undoManager: undoManagerOf(doc.getXmlFragment(DOCUMENT_ROOT), strays.strays) },
    }),
    ...(wires.mayWrite ? [takesAlong(strays, provider)] : []),
    ...carets(provider),
    Boxes,
    Lines.configure({ you, serverNow }),
    Gutter,
    Haste,
    Composition.configure({ provider }),
    OwnLinks,
    Promotion.configure({
      roomId,
      you,
      mayWrite: wires.mayWrite,
      send: wires.send,
      refused: wires.refused,
      store: wires.store,
    }),
    Waiting.configure({ roomId, mayWrite: wires.mayWrite }),
    Pasting.configure({ roomId, serverNow }),
    Trigger.configure({ choicesFor: choicesFor(wires) }),
    Find,
    keys(wires),
  ];
}

function choicesFor({ roomId, serverNow, store }: EditorWires): TriggerWires['choicesFor'] {
  return ({ sign, query }, range, editor: Editor): readonly Choice[] =>
    sign === '/'
      ? insertions(query, range, { editor, wires: { roomId, serverNow } })
      : mentions(peopleFor(query, store.view.get()), range, editor);
}

function keys({ serverNow, leave }: EditorWires): Extension {
  return Extension.create({
    name: 'scribeKeys',
    // Before the blocks' own keys.
    priority: 1000,
    addKeyboardShortcuts: () => ({
      'Mod-;': ({ editor }) => editor.commands.insertContent({ type: 'text', text: timeText(serverNow()) }),
      Escape: ({ editor }) => {
        editor.commands.blur();
        leave();
        return true;
      },
    }),
  });
}
