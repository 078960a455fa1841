/**
 * When the shared text cannot be drawn. The editor makes the shared text equal to what it shows with every key: one that could not
 * draw what others wrote would delete that with the next key. So it is cut off from the text at once, before anything can be typed.
 */
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** Blocks of blocks and text, as an editor writes them. Any program may put something else there. */
export function isDrawable(tree: Y.XmlFragment): boolean {
  return tree.toArray().every((child) => child instanceof Y.XmlElement && isBlock(child));
}

function isBlock(element: Y.XmlElement): boolean {
  return element.toArray().every((child) => child instanceof Y.XmlText || (child instanceof Y.XmlElement && isBlock(child)));
}

/**
 * The caret as the shared text has it: between the same two letters, wherever others write. The binding would rather find the place by
 * its distance from the start of the line, and puts the caret between other letters whenever somebody writes in front of it; that is
 * left to it only for a place that is gone.
 */
function rememberByText(binding: ProsemirrorBinding): void {
  const caret = binding.beforeTransactionSelection as Caret | null;
  if (caret === null) return;
  // An Enter in front of it moves a text by writing it anew: then the letter beside the caret is gone.
  const isThere = (place: Y.RelativePosition | null): boolean => place !== null && (place.item === null || !Y.getItem(binding.doc.store, place.item).deleted);
  if (isThere(caret.anchor)) caret.absAnchor = null;
  if (isThere(caret.head)) caret.absHead = null;
}

interface Caret {
  readonly anchor: Y.RelativePosition | null;
  readonly head: Y.RelativePosition | null;
  absAnchor: number | null;
  absHead: number | null;
}

/** Calls once when a change could not be drawn; by then nothing that this editor shows reaches the text any more. */
export function guardDrawing(binding: ProsemirrorBinding, broken: (reason: unknown) => void): void {
  const { type, _observeFunction: draw } = binding;
  const guarded = (events: unknown, transaction: unknown): void => {
    try {
      rememberByText(binding);
      draw(events, transaction);
    } catch (reason) {
      binding._prosemirrorChanged = () => undefined;
      binding.destroy();
      broken(reason);
    }
  };
  type.unobserveDeep(draw);
  binding._observeFunction = guarded;
  type.observeDeep(guarded);
}
