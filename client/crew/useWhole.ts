/**
 * For a line of parts that wraps and shows its first row only: the parts below it are out of reach of Tab and of screen
 * readers too, and counted, so that the line can say how many it has no room for.
 */
import { useEffect, useRef, useState, type RefObject } from 'react';

/** `parts`: how many there are. Out: the line to be watched, and how many of them are not shown. */
export function useWhole(parts: number): readonly [RefObject<HTMLUListElement | null>, number] {
  const line = useRef<HTMLUListElement>(null);
  const [cut, setCut] = useState(0);
  useEffect(() => {
    const hidden = new Set<Element>();
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          target.toggleAttribute('inert', !isIntersecting);
          if (isIntersecting) hidden.delete(target);
          else hidden.add(target);
        }
        setCut(hidden.size);
      },
      { root: line.current, threshold: 0.5 },
    );
    for (const part of line.current?.children ?? []) observer.observe(part);
    return () => observer.disconnect();
  }, [parts]);
  return [line, Math.min(cut, parts)];
}
