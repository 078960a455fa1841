/**
 * Why a button may not be pressed: shown above it while it is pointed at, pressed or focused. It is in the browser's
 * top layer, so that no pane, dialog or popover cuts it off, and it never leaves the window.
 */
import { useEffect, useRef, type PointerEvent, type ReactNode } from 'react';
import styles from './Why.module.css';

interface WhyProps {
  readonly id: string;
  readonly reason: string | null;
  /** Shown as soon as it holds, without being pointed at. */
  readonly insists?: boolean;
  readonly children: ReactNode;
}

const GAP = 6;
/** How far from the button it may be, the nearest first, where it would cover others. */
const AWAY = [GAP, 24, 48, 72];
const EDGE = 8;
/** A finger does not hover; what it asked for stays this long. */
const READ_MS = 4_000;

export function Why({ id, reason, insists = false, children }: WhyProps): ReactNode {
  const around = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const later = useRef(0);
  useEffect(() => () => clearTimeout(later.current), []);
  const hide = (): void => tip.current?.hidePopover();
  const show = (): void => {
    clearTimeout(later.current);
    if (around.current !== null && tip.current !== null) place(around.current, tip.current);
  };
  useEffect(() => {
    if (insists && around.current !== null && tip.current !== null) place(around.current, tip.current);
  }, [insists]);
  const press = (): void => {
    show();
    later.current = window.setTimeout(hide, READ_MS);
  };
  const leave = ({ pointerType }: PointerEvent): void => {
    if (pointerType === 'mouse') hide();
  };
  return (
    <span
      ref={around}
      className={styles['why']}
      onPointerEnter={show}
      onPointerLeave={leave}
      onClick={press}
      onFocus={({ target }) => target.matches(':focus-visible') && show()}
      onBlur={hide}
    >
      {children}
      {reason === null ? null : (
        <span ref={tip} id={id} role="tooltip" popover="manual" className={styles['reason']}>
          {reason}
        </span>
      )}
    </span>
  );
}

/**
 * Above it or below it, where it covers the fewest of the other buttons; never outside of the window, and not over the
 * header's facts.
 */
function place(around: HTMLElement, tip: HTMLElement): void {
  if (!tip.matches(':popover-open')) tip.showPopover();
  const [at, size] = [around.getBoundingClientRect(), tip.getBoundingClientRect()];
  const roof =
    around.closest('header') === null
      ? Number.parseFloat(document.documentElement.style.getPropertyValue('--header-height')) || 0
      : 0;
  const left = Math.min(Math.max(EDGE, at.left + (at.width - size.width) / 2), window.innerWidth - size.width - EDGE);
  const places = AWAY.flatMap((away) => [at.top - size.height - away, at.bottom + away])
    .filter((top) => top >= roof + EDGE && top + size.height <= window.innerHeight - EDGE)
    .map((top) => ({ top, covers: buttonsUnder(around, new DOMRect(left, top, size.width, size.height)) }));
  tip.style.left = `${left}px`;
  tip.style.top = `${places.toSorted((one, other) => one.covers - other.covers)[0]?.top ?? at.bottom + GAP}px`;
}

function buttonsUnder(around: HTMLElement, { left, right, top, bottom }: DOMRect): number {
  return [...document.querySelectorAll('button, a[href], input, textarea')].filter((button) => {
    const box = button.getBoundingClientRect();
    const meets = box.left < right && box.right > left && box.top < bottom && box.bottom > top;
    return meets && !around.contains(button) && button.checkVisibility();
  }).length;
}
