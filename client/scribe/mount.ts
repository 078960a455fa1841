/**
 * An editor on an element: opens the document's link, puts the editor on what this browser has of the text, and takes both away
 * again. No React here: the editor is made once with a plain `new Editor()`; drawn by React it would be made twice and its carets
 * would flicker.
 */
import { Editor } from '@tiptap/core';
import { openDocument, type DocumentLink } from './document-link.ts';
import { extensions, type EditorWires } from './extensions.ts';
import type { ScribeStatus } from './status.ts';
import styles from './ScribeEditor.module.css';

export interface MountWires extends EditorWires {
  readonly onStatus: (status: ScribeStatus) => void;
  /** The document is known, and whether anything is written in it. */
  readonly onEmpty: (isEmpty: boolean) => void;
  /** The editor, once it is there; null when it goes. */
  readonly onEditor: (editor: Editor | null) => void;
}

const SAID = { 'aria-label': 'Scribe document', role: 'textbox', 'aria-multiline': 'true', spellcheck: 'true' };

/** Returns how to take it away. */
export function mountEditor(element: HTMLElement, wires: MountWires): () => void {
  const link = openDocument(wires);
  let editor: Editor | null = null;
  let isGone = false;
  // Made once the text is there, so that a long document is drawn once.
  void link.read.then(() => {
    if (isGone) return;
    editor = makeEditor(element, link, wires);
    wires.onEditor(editor);
  });
  const warn = (event: BeforeUnloadEvent): void => {
    if (link.isAtRisk()) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  return () => {
    isGone = true;
    window.removeEventListener('beforeunload', warn);
    wires.onEditor(null);
    editor?.destroy();
    link.destroy();
  };
}

function makeEditor(element: HTMLElement, link: DocumentLink, wires: MountWires): Editor {
  const editor = new Editor({
    element,
    injectCSS: false,
    editable: wires.mayWrite,
    // Never as HTML: the page's policy admits no parsing of text into markup.
    content: { type: 'doc', content: [{ type: 'paragraph' }] },
    extensions: extensions(link, wires),
    editorProps: { attributes: { ...SAID, class: styles['document'] ?? '' } },
  });
  const look = (): void => wires.onEmpty(link.provider.synced && editor.isEmpty);
  editor.on('update', look);
  link.provider.on('sync', look);
  return editor;
}
