/** Which ways in are switched on here, and the requests of the ones that are no link. */
import { useEffect, useState } from 'react';
import { returnPath } from '../../shared/return-path.ts';
import { call, type Called } from '../session/me.ts';

export interface WaysIn {
  readonly ways: readonly string[];
  /** `available`: whether the provider answers now. */
  readonly oidc?: { readonly name: string; readonly available: boolean };
  readonly organisation?: string;
}

const AGAIN_MS = 3_000;

/** Null while it is not known; a server that cannot answer is asked again. */
export function useWaysIn(): WaysIn | null {
  const [found, setFound] = useState<WaysIn | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let gone = false;
    const ask = async (): Promise<void> => {
      const answer = await call<WaysIn>('GET', '/api/sign-in');
      if (gone) return;
      if (answer.ok) setFound(answer.body);
      // A provider that is away may be back before this page is left.
      if (!answer.ok || answer.body.oidc?.available === false) timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    void ask();
    return () => {
      gone = true;
      if (timer !== null) clearTimeout(timer);
    };
  }, []);
  return found;
}

/** Where this page leads once someone has signed in: itself, unless it is the sign-in page. */
export const leadsTo = (): string => {
  const { pathname, search, hash } = location;
  return pathname === '/sign-in'
    ? returnPath(new URLSearchParams(search).get('return'))
    : returnPath(pathname + search + hash);
};

export const signIn = (email: string, password: string): Promise<Called<object>> =>
  call('POST', '/api/session', { email, password });

export const setPassword = (wish: {
  readonly password: string;
  readonly current?: string;
  readonly code?: string;
}): Promise<Called<object>> => call('POST', '/api/password', wish);
