/**
 * What the link in the address is good for: asked once, without using it up. Null while asking; a server that cannot
 * answer now is asked again, because that says nothing about the link.
 */
import { useEffect, useState } from 'react';
import type { Called } from '../session/me.ts';
import { joinedAfterAll, look, type Looked } from './doors.ts';

const AGAIN_MS = 1_500;

export function useLooked(code: string): Called<Looked> | null {
  const [answer, setAnswer] = useState<Called<Looked> | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let gone = false;
    const ask = async (): Promise<void> => {
      const found = await look(code);
      if (gone) return;
      if (!found.ok && found.code === 'unavailable') timer = setTimeout(() => void ask(), AGAIN_MS);
      else await settle(found);
    };
    const settle = async (found: Called<Looked>): Promise<void> => {
      const there = found.ok ? null : await joinedAfterAll(code);
      if (there !== null) location.replace(there);
      else if (!gone) setAnswer(found);
    };
    void ask();
    return () => {
      gone = true;
      if (timer !== null) clearTimeout(timer);
    };
  }, [code]);
  return answer;
}
