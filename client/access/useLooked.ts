/** What the link in the address is good for: asked once, without using it up. Null while asking. */
import { useEffect, useState } from 'react';
import type { Called } from '../session/me.ts';
import { look, type Looked } from './doors.ts';

export function useLooked(code: string): Called<Looked> | null {
  const [answer, setAnswer] = useState<Called<Looked> | null>(null);
  useEffect(() => {
    let gone = false;
    void look(code).then((found) => gone || setAnswer(found));
    return () => void (gone = true);
  }, [code]);
  return answer;
}
