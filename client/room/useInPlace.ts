/**
 * Watches the header's facts. When another program has taken one of them out of the page, this throws, so that the
 * boundary around them draws all of them again: a missing fact is as bad as an old one.
 */
import { useEffect, useRef, useState, type RefObject } from 'react';

const FACTS = ['severity', 'impact', 'commander', 'phase', 'update', 'link'];

export function useInPlace(): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const [missing, setMissing] = useState<string>();
  useEffect(() => {
    const header = place.current;
    if (header === null) return undefined;
    const says = (fact: string): boolean => (header.querySelector(`[data-fact='${fact}']`)?.textContent ?? '') !== '';
    // After React's own changes, which are done in one go.
    const observer = new MutationObserver(() => setMissing(FACTS.find((fact) => !says(fact))));
    observer.observe(header, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  if (missing !== undefined) throw new Error(`${missing} is no longer on the page`);
  return place;
}
