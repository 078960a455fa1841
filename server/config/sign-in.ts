/** The ways in besides links: which are switched on, and what the sign-in page calls this organisation. */
import { visible } from '../../shared/texts.ts';
import { flag, valuesOf, type Environment, type Rule } from './rule.ts';

export interface SignInConfig {
  /** By email and password. */
  readonly passwords: boolean;
  /** Whose Watchfloor this is; null: not said. */
  readonly organisation: string | null;
}

const RULES = {
  PASSWORD_SIGN_IN: { schema: flag.default(false), allowed: '1 or 0' },
  ORGANISATION: { schema: visible(80).optional(), allowed: '1 to 80 visible characters on one line' },
} satisfies Record<string, Rule>;

export function signInConfig(environment: Environment): SignInConfig {
  const values = valuesOf(RULES, environment);
  return { passwords: values.PASSWORD_SIGN_IN, organisation: values.ORGANISATION ?? null };
}
