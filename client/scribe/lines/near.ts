/**
 * Which of a long document's blocks are close to the visible part. Only these get a gutter: the editor looks through
 * all of its decorations for each block with each key, and the browser through all that is placed beside the lines.
 */
import type { EditorState, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { askForCaret } from '../editor/haste.ts';

/** Blocks by their number at the top of the document; up to and without `to`. */
export interface Near {
  readonly from: number;
  readonly to: number;
}

export const ALL: Near = { from: 0, to: Number.POSITIVE_INFINITY };
/** For a document that was just opened, at its beginning. */
const AROUND = 200;
/** When the visible part is this close to the edge of what is drawn, more is drawn. */
const MARGIN = 60;

/** A document of some hundred lines is drawn whole. */
export const isLong = (blocks: number): boolean => blocks > 3 * AROUND;
export const nearTop = (blocks: number): Near => (isLong(blocks) ? { from: 0, to: AROUND } : ALL);

interface Follow {
  readonly nearIn: (state: EditorState) => Near;
  readonly move: (view: EditorView, near: Near) => void;
}

/** Moves along with the scrolling; for a printer everything counts. */
export function followView(
  view: EditorView,
  { nearIn, move }: Follow,
): ReturnType<NonNullable<Plugin['spec']['view']>> {
  let frame = 0;
  const look = (): void => {
    frame = 0;
    // Behind another pane it has no place.
    if ((view.dom as HTMLElement).offsetParent === null) return;
    const { childCount } = view.state.doc;
    const near = nearIn(view.state);
    if (!isLong(childCount)) return near.to === ALL.to ? undefined : move(view, ALL);
    askForCaret(view);
    const [first, last] = seen(view);
    if (
      (first - MARGIN < near.from && near.from > 0) ||
      (last + MARGIN > near.to && near.to < childCount) ||
      near.to === ALL.to
    )
      move(view, { from: Math.max(0, first - AROUND), to: last + AROUND });
  };
  const soon = (): void => {
    frame ||= requestAnimationFrame(look);
  };
  const all = (): void => move(view, ALL);
  // A scroll does not bubble: the document's frame is one of those around it.
  document.addEventListener('scroll', soon, { capture: true, passive: true });
  window.addEventListener('beforeprint', all);
  window.addEventListener('afterprint', soon);
  return {
    update: (_view, before) => void (view.state.doc.childCount !== before.doc.childCount && soon()),
    destroy: () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', soon, { capture: true });
      window.removeEventListener('beforeprint', all);
      window.removeEventListener('afterprint', soon);
    },
  };
}

/** The first and the last block in view. */
function seen(view: EditorView): readonly [number, number] {
  const { children } = view.dom;
  // The document is inside its element, and that in the frame that scrolls.
  const frame = view.dom.parentElement?.parentElement?.getBoundingClientRect() ?? {
    top: 0,
    bottom: window.innerHeight,
  };
  const blockAt = (edge: number): number => {
    let low = 0,
      high = children.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((children[middle] as Element).getBoundingClientRect().bottom < edge) low = middle + 1;
      else high = middle;
    }
    return view.state.doc.resolve(view.posAtDOM(children[low] as Element, 0)).index(0);
  };
  return [blockAt(frame.top), blockAt(frame.bottom)];
}
