/** What the sign-in page offers: links always, other ways where they are switched on. */
import type { SignInConfig } from '../config/sign-in.ts';
import type { Provider } from './oidc.ts';

export interface WaysIn {
  readonly ways: Array<'invite' | 'password' | 'oidc'>;
  readonly oidc?: { readonly name: string; readonly available: boolean };
  readonly organisation?: string;
}

export async function waysIn(
  { passwords, organisation, oidc }: SignInConfig,
  provider: Pick<Provider, 'isThere'> | null,
): Promise<WaysIn> {
  return {
    ways: ['invite', ...(passwords ? (['password'] as const) : []), ...(oidc === null ? [] : (['oidc'] as const))],
    ...(oidc === null || provider === null ? {} : { oidc: { name: oidc.name, available: await provider.isThere() } }),
    ...(organisation === null ? {} : { organisation }),
  };
}
