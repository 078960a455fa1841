/**
 * Where the toasts are: low on the screen, and never over what someone may have to press now. Bars that stay marked
 * `data-no-toast` (tabs, what is owed, lines to write in) are kept free, and an open dialog, or at least its head and
 * its buttons. Looked at in every frame while there are toasts, because all of these grow, open and close meanwhile.
 */
import { useLayoutEffect, useRef, type RefObject } from 'react';

/** From top to bottom, in pixels of the window. */
type Space = readonly [number, number];

const GAP = 8;
const WIDEST = 420;
const NARROWEST = 280;

/** `any`: whether there are toasts. */
export function useToastPlace(any: boolean): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    if (!any) return undefined;
    let frame = 0;
    const place = (): void => {
      if (list.current !== null) put(list.current);
      frame = requestAnimationFrame(place);
    };
    place();
    return () => cancelAnimationFrame(frame);
  }, [any]);
  return list;
}

function put(list: HTMLElement): void {
  const dialog = [...document.querySelectorAll('[data-dialog]')].at(-1);
  const [left, right] = dialog === undefined ? across() : beside(dialog);
  const width = Math.min(WIDEST, right - left - 2 * GAP);
  const x = (left + right - width) / 2;
  const height = [...list.children].reduce((sum, each) => sum + each.clientHeight + GAP, GAP);
  const spaces = dialog === undefined || left > 0 ? [between(x, x + width)] : around(dialog);
  const free = spaces.find(([from, to]) => to - from >= height);
  const [top, bottom] = free ?? spaces.at(-1) ?? [0, innerHeight];
  // Over the text of a dialog, the newest only.
  const most =
    free === undefined && dialog !== undefined ? (list.firstElementChild?.clientHeight ?? 0) + GAP : Infinity;
  Object.assign(list.style, {
    left: `${x}px`,
    width: `${width}px`,
    bottom: `${innerHeight - bottom + GAP}px`,
    maxHeight: `${Math.min(most, bottom - top - 2 * GAP)}px`,
  });
}

/** Over the pane that has least to press, where panes are side by side. */
function across(): readonly [number, number] {
  const over = document.querySelector('[data-toasts]')?.getBoundingClientRect();
  return over === undefined || over.width === 0 ? [0, innerWidth] : [over.left, over.right];
}

/** To the right of a dialog, where that is wide enough; else all of the width. */
function beside(dialog: Element): readonly [number, number] {
  const { right } = dialog.getBoundingClientRect();
  return innerWidth - right < NARROWEST ? [0, innerWidth] : [right, innerWidth];
}

const headerEnd = (): number =>
  Number.parseFloat(document.documentElement.style.getPropertyValue('--header-height')) || 0;

/** Between the bars above and those below that reach into this part of the window's width. */
function between(left: number, right: number): Space {
  const bars = [...document.querySelectorAll('[data-no-toast]')]
    .map((bar) => bar.getBoundingClientRect())
    .filter((bar) => bar.height > 0 && bar.left < right && bar.right > left);
  const isHigh = (bar: DOMRect): boolean => bar.top + bar.bottom < innerHeight;
  return [
    Math.max(headerEnd(), ...bars.filter(isHigh).map((bar) => bar.bottom)),
    Math.min(innerHeight, ...bars.filter((bar) => !isHigh(bar)).map((bar) => bar.top)),
  ];
}

/** Below the dialog, else above it, else over its text, between its head and its buttons. */
function around(dialog: Element): readonly Space[] {
  const { top, bottom } = dialog.getBoundingClientRect();
  const inside = [dialog.querySelector('[data-head]'), dialog.querySelector(':scope > [data-actions]')];
  const [head, actions] = inside.map((part) => part?.getBoundingClientRect());
  return [
    [bottom, innerHeight],
    [headerEnd(), top],
    [head?.bottom ?? top, actions?.top ?? bottom],
  ];
}
