/** What the sign-in page offers: links always, other ways where they are switched on. */
import type { SignInConfig } from '../config/sign-in.ts';

export interface WaysIn {
  readonly ways: Array<'invite' | 'password'>;
  readonly organisation?: string;
}

export function waysIn({ passwords, organisation }: SignInConfig): WaysIn {
  return {
    ways: ['invite', ...(passwords ? (['password'] as const) : [])],
    ...(organisation === null ? {} : { organisation }),
  };
}
