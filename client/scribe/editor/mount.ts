/**
 * An editor on an element: opens the document's link, puts the editor on what this browser has of the text, and removes
 * both again. No React here: the editor is made once with a plain `new Editor()`; with React it would be made twice and
 * its carets would flicker. What cannot be drawn is tried again with a new editor, and then shown as text until it can;
 * an editor that lags behind the text never writes into it.
 */
import { Editor } from '@tiptap/core';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { DOCUMENT_ROOT } from '../../../shared/scribe/words.ts';
import { openDocument, type DocumentLink } from '../offline/document-link.ts';
import { guardDrawing } from '../merging/drawing.ts';
import { extensions, type EditorWires } from './extensions.ts';
import { keepBlocks } from '../merging/kept-blocks.ts';
import { keepCaretByText } from '../merging/own-caret.ts';
import { writeInPlace } from '../merging/own-writing.ts';
import { isSound, showAsText } from '../merging/sound.ts';
import type { ScribeStatus } from '../offline/status.ts';
import styles from './ScribeEditor.module.css';

export interface MountWires extends EditorWires {
  readonly onStatus: (status: ScribeStatus) => void;
  /** The document is known, and whether anything is written in it. */
  readonly onEmpty: (isEmpty: boolean) => void;
  /** The editor, once it is there; null when it goes. */
  readonly onEditor: (editor: Editor | null) => void;
}

const MOST_EDITORS = 3;
const SAID = { 'aria-label': 'Scribe document', role: 'textbox', 'aria-multiline': 'true', spellcheck: 'true' };

/** Returns how to remove it. */
export function mountEditor(element: HTMLElement, wires: MountWires): () => void {
  let link: DocumentLink | null = null;
  let editor: Editor | null = null;
  let isGone = false;
  let made = 0;
  let takeTextAway = (): void => undefined;
  const showText = (): void => void (takeTextAway = link === null ? takeTextAway : textInstead(element, link, put));
  const put = (): void => {
    if (isGone || link === null) return;
    made += 1;
    editor = isSound(link.doc.getXmlFragment(DOCUMENT_ROOT)) ? mounted(element, makeEditor(link, wires)) : null;
    if (editor === null) return showText();
    link.isShown(true);
    keepBinding(editor, again);
    wires.onEditor(editor);
  };
  const again = (reason: unknown): void => {
    console.error(reason);
    wires.onEditor(null);
    editor?.destroy();
    editor = null;
    if (made < MOST_EDITORS) queueMicrotask(put);
    else showText();
  };
  // Made once the text is there, so that a long document is drawn once.
  void openDocument(wires).then((opened) => {
    if (isGone) return opened.destroy();
    link = opened;
    link.connect();
    void textOf(link).then(put);
  });
  const letLeave = askBeforeLeaving(() => link?.isAtRisk() === true);
  return () => {
    isGone = true;
    letLeave();
    takeTextAway();
    wires.onEditor(null);
    editor?.destroy();
    link?.destroy();
  };
}

/** Without a link the document is opened empty after this long. */
const TEXT_WITHIN_MS = 2_000;

/**
 * Resolves once this browser has some of the text, or the server has sent it: in an editor that opens empty and fills a
 * moment later, the caret of someone who clicked at once would stand in the first heading, and so would their words.
 */
function textOf({ doc, provider }: DocumentLink): Promise<void> {
  if (doc.getXmlFragment(DOCUMENT_ROOT).length > 0 || provider.synced) return Promise.resolve();
  return new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(late);
      provider.off('sync', go);
      resolve();
    };
    const late = setTimeout(go, TEXT_WITHIN_MS);
    provider.on('sync', go);
  });
}

function keepBinding({ state }: Editor, broken: (reason: unknown) => void): void {
  const { binding } = ySyncPluginKey.getState(state);
  keepBlocks(binding);
  keepCaretByText(binding);
  writeInPlace(binding);
  guardDrawing(binding, broken);
}

/** Returns how to remove the text. */
function textInstead(element: HTMLElement, link: DocumentLink, sound: () => void): () => void {
  link.isShown(false);
  return showAsText(element, link.doc.getXmlFragment(DOCUMENT_ROOT), sound);
}

/** The browser asks people who close the page meanwhile. Returns how to stop that. */
function askBeforeLeaving(isAtRisk: () => boolean): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    if (isAtRisk()) event.preventDefault();
  };
  window.addEventListener('beforeunload', ask);
  return () => window.removeEventListener('beforeunload', ask);
}

/** Null when it cannot draw what is there: nothing of it is left then. */
function mounted(element: HTMLElement, editor: Editor): Editor | null {
  try {
    layOutBeginning(element);
    editor.mount(element);
    return editor;
  } catch (reason) {
    console.error(reason);
    // A half-made editor does not remove its own listeners from the text.
    ySyncPluginKey.getState(editor.state)?.binding.destroy();
    editor.destroy();
    element.replaceChildren();
    return null;
  }
}

function makeEditor(link: DocumentLink, wires: MountWires): Editor {
  const editor = new Editor({
    element: null,
    injectCSS: false,
    // Characters in pasted words (`__init__`) stay as they are; only addresses become links.
    enablePasteRules: ['link'],
    editable: wires.mayWrite,
    // Never as HTML: the page's policy allows no parsing of text into markup.
    content: { type: 'doc', content: [{ type: 'paragraph' }] },
    extensions: extensions(link, wires),
    // A translated text would be taken for typed, and be everyone's.
    editorProps: { attributes: { ...SAID, translate: 'no', class: `${styles['document'] ?? ''} notranslate` } },
  });
  const look = (): void => wires.onEmpty(link.provider.synced && editor.isEmpty);
  editor.on('update', look);
  link.provider.on('sync', look);
  editor.on('destroy', () => link.provider.off('sync', look));
  return editor;
}

/**
 * Of a long document only the first screens are laid out before the first frame, all of it right after that or with the
 * first key: the browser puts letters that are typed beside a line which it never laid out into wrong places.
 */
function layOutBeginning(element: HTMLElement): void {
  const signs = ['keydown', 'pointerdown', 'focusin', 'beforeinput'] as const;
  const layOutAll = (): void => {
    delete element.dataset['opening'];
    for (const sign of signs) element.removeEventListener(sign, layOutAll, true);
  };
  element.dataset['opening'] = '';
  for (const sign of signs) element.addEventListener(sign, layOutAll, true);
  requestAnimationFrame(() => setTimeout(layOutAll));
}
