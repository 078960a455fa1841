/**
 * The parts of access, put together: one vault, and what is kept in it. main.ts builds one for the server,
 * welcome-cli.ts for itself.
 */
import type { Redis } from 'ioredis';
import type { WorkspaceState } from '../../shared/workspace/words.ts';
import type { Config } from '../config/config.ts';
import type { Hosted } from '../rooms/hosting.ts';
import { Admission } from './admission.ts';
import { Invites } from './invites.ts';
import { Inviting } from './inviting.ts';
import { Passwords } from './passwords.ts';
import { People } from './people.ts';
import { StoreId } from '../log/store-id.ts';
import { SessionCookie, Sessions } from './sessions.ts';
import { Tokens } from './tokens.ts';
import { Vault } from './vault.ts';

export interface AccessFoundation {
  readonly redis: Redis;
  readonly config: Pick<Config, 'redis' | 'bootstrapToken' | 'network'>;
  readonly workspace: Hosted<WorkspaceState>;
  readonly now: () => number;
}

export interface Access {
  readonly vault: Vault;
  readonly admission: Admission;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly invites: Invites;
  readonly inviting: Inviting;
  readonly people: People;
  readonly passwords: Passwords;
  readonly cookie: SessionCookie;
  /** Served over https. */
  readonly secure: boolean;
}

export function createAccess({ redis, config, workspace, now }: AccessFoundation): Access {
  const vault = new Vault(redis, config.redis.prefix);
  const secure = config.network.publicUrl?.protocol === 'https:';
  const cookie = new SessionCookie(secure, new StoreId(redis, config.redis.prefix));
  const people = new People(workspace);
  const tokens = new Tokens(vault, now, ({ person, generation }) => people.stands(person, generation));
  const parts = {
    vault,
    secure,
    cookie,
    sessions: new Sessions(vault, now),
    tokens,
    people,
    bootstrapToken: config.bootstrapToken,
  };
  return {
    ...parts,
    admission: new Admission(parts),
    invites: new Invites(vault),
    inviting: new Inviting(workspace, now),
    passwords: new Passwords({ vault, people, workspace, now }),
  };
}
