/**
 * What comes in by paste, drop or the file chooser: pictures become attachments, a long text a file with its first lines shown, a
 * short log a block of code. Everything else is the editor's own business.
 */
import { Extension, type Editor } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { announce } from '../ui/announcer.tsx';
import { anchorAt, gapAt, withLineBelow } from './attachment-place.ts';
import { uploadsOf } from './attachment-waiting.ts';
import { kindOfPaste, nameOfPaste, tidied } from './pasted.ts';
import { codeBlock } from './pasted-blocks.ts';

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
            // A copied cell of a table is a text and a picture of it: then the text is meant.
            const isPicture = clipboardData.getData('text/plain').trim() === '';
            return (
              (isPicture && takePictures(view, clipboardData, { wires, at: view.state.selection.from })) ||
              takeText(view, clipboardData, wires)
            );
          },
          handleDrop: (view, event) => {
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from;
            return event.dataTransfer !== null && takePictures(view, event.dataTransfer, { wires, at });
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

function takePictures(view: EditorView, { files }: DataTransfer, taking: Taking): boolean {
  const pictures = [...files].filter(({ type }) => type.startsWith('image/'));
  for (const file of pictures) addPicture(view, file, taking);
  return pictures.length > 0;
}

function addPicture(view: EditorView, file: File, { wires: { roomId, serverNow }, at }: Taking): void {
  // What comes from the clipboard is always called so.
  const name = /^(image\.\w+)?$/.test(file.name)
    ? nameOfPaste('picture', serverNow(), file.type)
    : file.name.slice(-120);
  uploadsOf(roomId).add({ name, kind: 'picture', anchor: anchorAt(view.state, at), source: file, text: null });
  announce('polite', `${name} is on its way into the document.`);
}

function takeText(view: EditorView, data: DataTransfer, { roomId, serverNow }: PasteWires): boolean {
  const text = tidied(data.getData('text/plain'));
  const { $from } = view.state.selection;
  // A piece of the document itself keeps its form; in a block of code everything is code.
  if (text === '' || data.getData('text/html').includes('data-pm-slice') || $from.parent.type.spec.code === true)
    return false;
  const kind = kindOfPaste(text);
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
      `${text.split('\n').length} lines are kept as a file. Press "Paste as text" on its card to have them in the document.`,
    );
  }
  return true;
}

/** The caret goes on below it: at the end of a long line of a log it would scroll the line's beginning away. */
function putCode(view: EditorView, text: string): void {
  const { doc, schema, selection, tr } = view.state;
  const gap = gapAt(doc, selection.from);
  const block = codeBlock(schema, text);
  tr.insert(gap, withLineBelow(doc, gap, block));
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(gap + block.nodeSize + 1))).scrollIntoView());
}

/** Asks for a picture of this device and puts it where the caret is. */
export function choosePicture(editor: Editor, wires: PasteWires): void {
  choose((picture) => {
    addPicture(editor.view, picture, { wires, at: editor.state.selection.from });
    editor.view.focus();
  });
}

/** Or at the document's end, where nobody has a caret. */
export function appendPicture({ view }: Editor, wires: PasteWires): void {
  choose((picture) => addPicture(view, picture, { wires, at: view.state.doc.content.size }));
}

function choose(take: (picture: File) => void): void {
  const chooser = document.createElement('input');
  chooser.type = 'file';
  chooser.accept = 'image/*';
  chooser.multiple = true;
  chooser.addEventListener('change', () => [...(chooser.files ?? [])].forEach(take));
  chooser.click();
}
