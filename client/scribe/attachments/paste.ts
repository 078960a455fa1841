/**
 * What is pasted, dropped or chosen: pictures and files become attachments, a long text a file with its first lines
 * shown, a short log a block of code. Everything else is left to the editor.
 */
import { Extension, type Editor } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { endOf } from '../../ui/graphemes.ts';
import { announce } from '../../ui/announcer.tsx';
import { isPictureFile, pastedFiles, textOf } from '../../ui/files.ts';
import { anchorAt, gapAt, withLineBelow } from './place.ts';
import { uploadsOf } from './waiting.ts';
import { kindOfPaste, nameOfPaste, tidied } from '../paste/pasted.ts';
import { asWords, codeBlock } from '../paste/blocks.ts';
import { PastedHtml, withoutStyles } from '../paste/html.ts';

export interface PasteWires {
  readonly roomId: string;
  readonly serverNow: () => number;
}

export const Pasting = Extension.create<PasteWires>({
  name: 'pasting',
  addProseMirrorPlugins() {
    const wires = this.options;
    return [
      new Plugin({
        key: new PluginKey('pasting'),
        props: {
          handlePaste: (view, event) => {
            const { clipboardData } = event;
            if (clipboardData === null) return false;
            return (
              takeFiles(view, pastedFiles(clipboardData), { wires, at: view.state.selection.from }) ||
              takeText(view, clipboardData, wires)
            );
          },
          transformPastedHTML: withoutStyles,
          clipboardParser: PastedHtml.for(this.editor.schema),
          clipboardTextParser: (text, context) => asWords(context, text),
          handleDrop: (view, event) => {
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from;
            return takeFiles(view, [...(event.dataTransfer?.files ?? [])], { wires, at });
          },
        },
      }),
    ];
  },
});

interface Taking {
  readonly wires: PasteWires;
  readonly at: number;
}

function takeFiles(view: EditorView, files: readonly File[], taking: Taking): boolean {
  for (const file of files)
    if (isPictureFile(file)) addPicture(view, file, taking);
    else void addFile(view, file, taking);
  return files.length > 0;
}

function addPicture(view: EditorView, file: File, { wires: { roomId, serverNow }, at }: Taking): void {
  // Clipboard pictures always have this name.
  const name = /^(image\.\w+)?$/.test(file.name)
    ? nameOfPaste('picture', serverNow(), file.type)
    : endOf(file.name, 120);
  uploadsOf(roomId).add({ name, kind: 'picture', anchor: anchorAt(view.state, at), source: file, text: null });
  announce('polite', `${name} is being added to the document.`);
}

/** With its first lines if it is text. */
async function addFile(view: EditorView, file: File, { wires: { roomId }, at }: Taking): Promise<void> {
  const anchor = anchorAt(view.state, at);
  const name = endOf(file.name, 120);
  uploadsOf(roomId).add({ name, kind: 'text', anchor, source: file, text: await textOf(file) });
  announce('polite', `${name} is being added to the document.`);
}

function takeText(view: EditorView, data: DataTransfer, { roomId, serverNow }: PasteWires): boolean {
  const [text, html] = [tidied(data.getData('text/plain')), data.getData('text/html')];
  const { $from } = view.state.selection;
  // A piece of the document itself keeps its form; in a block of code everything is code.
  if (text === '' || html.includes('data-pm-slice') || $from.parent.type.spec.code === true) return false;
  const kind = kindOfPaste(text, html);
  if (kind === 'words') return false;
  view.dispatch(view.state.tr.deleteSelection());
  if (kind === 'code') putCode(view, text);
  else {
    const name = nameOfPaste('text', serverNow());
    uploadsOf(roomId).add({
      name,
      kind: 'text',
      anchor: anchorAt(view.state, view.state.selection.from),
      source: new Blob([text], { type: 'text/plain' }),
      text,
    });
    announce(
      'polite',
      `${text.split('\n').length} lines were added as a file. Press “Paste as text” on its card to insert them instead.`,
    );
  }
  return true;
}

/** The caret continues below it: at the end of a long log line it would scroll the line's beginning out of sight. */
function putCode(view: EditorView, text: string): void {
  const { doc, schema, selection, tr } = view.state;
  const gap = gapAt(doc, selection.from);
  const block = codeBlock(schema, text);
  tr.insert(gap, withLineBelow(doc, gap, block));
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(gap + block.nodeSize + 1))).scrollIntoView());
}

/** Asks for pictures and files of this device and puts them where the caret is. */
export function chooseFiles(editor: Editor, wires: PasteWires): void {
  choose((files) => {
    takeFiles(editor.view, files, { wires, at: editor.state.selection.from });
    editor.view.focus();
  });
}

/** Or at the document's end, when there is no caret. */
export const appendChosen = (editor: Editor, wires: PasteWires): void =>
  choose((files) => appendFiles(editor, wires, files));

export function appendFiles({ view }: Editor, wires: PasteWires, files: readonly File[]): void {
  takeFiles(view, files, { wires, at: view.state.doc.content.size });
}

/**
 * On the page until a choice is made: a browser may forget an input that is not on the page, and the choice with it.
 */
function choose(take: (files: readonly File[]) => void): void {
  const chooser = document.createElement('input');
  chooser.type = 'file';
  chooser.multiple = true;
  chooser.hidden = true;
  chooser.addEventListener('change', () => {
    chooser.remove();
    take([...(chooser.files ?? [])]);
  });
  chooser.addEventListener('cancel', () => chooser.remove());
  document.body.append(chooser);
  chooser.click();
}
