/**
 * The parts of access, put together: one vault, and what is kept in it. main.ts builds one for the server, welcome-cli.ts for itself.
 */
import type { Redis } from 'ioredis';
import type { WorkspaceState } from '../../shared/workspace/words.ts';
import type { Config } from '../config.ts';
import type { Hosted } from '../rooms/hosting.ts';
import { Admission } from './admission.ts';
import { Invites } from './invites.ts';
import { People } from './people.ts';
import { Sessions } from './sessions.ts';
import { Tokens } from './tokens.ts';
import { Vault } from './vault.ts';

export interface AccessFoundation {
  readonly redis: Redis;
  readonly config: Pick<Config, 'redisPrefix' | 'bootstrapToken' | 'publicUrl'>;
  readonly workspace: Hosted<WorkspaceState>;
  readonly now: () => number;
}

export interface AccessHouse {
  readonly admission: Admission;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly invites: Invites;
  readonly people: People;
  /** Served over https. */
  readonly secure: boolean;
}

export function createAccess({ redis, config, workspace, now }: AccessFoundation): AccessHouse {
  const vault = new Vault(redis, config.redisPrefix);
  const secure = config.publicUrl?.protocol === 'https:';
  const parts = {
    vault,
    secure,
    sessions: new Sessions(vault, now),
    tokens: new Tokens(vault),
    people: new People(workspace),
    bootstrapToken: config.bootstrapToken,
  };
  return { ...parts, admission: new Admission(parts), invites: new Invites(vault, now) };
}
