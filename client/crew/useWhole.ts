/**
 * For a line of parts that wraps and shows its first row only: the parts below it are out of reach of Tab and of screen
 * readers too.
 */
import { useEffect, useRef, type RefObject } from 'react';

/** `parts`: how many there are. */
export function useWhole(parts: number): RefObject<HTMLUListElement | null> {
  const line = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) target.toggleAttribute('inert', !isIntersecting);
      },
      { root: line.current, threshold: 0.5 },
    );
    for (const part of line.current?.children ?? []) observer.observe(part);
    return () => observer.disconnect();
  }, [parts]);
  return line;
}
