/**
 * What the addresses of HTTP answer, as schemas: the description of the API is made from them, and the compiler holds
 * every route to its own. A object may have further fields: what a room or an event holds is described where it is
 * declared.
 */
import { z } from 'zod';
import { instant } from '../../shared/texts.ts';
import type { NotOk } from '../../shared/protocol.ts';
import { policy as roomPolicy, service } from '../../shared/workspace/words.ts';
import type { Reply } from './answer.ts';

/** What a route that answers by this schema may return. */
export type Answer<Schema extends z.ZodType> = Reply<z.input<Schema>> | NotOk;

const perhaps = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();

const object = z.custom<object>().meta({ type: 'object' });

const who = z.object({
  id: z.string(),
  name: z.string(),
  area: perhaps(z.string()),
  administrator: z.boolean(),
  trained: z.boolean(),
  observer: z.boolean(),
  active: z.boolean(),
  /** Only of an observer who was invited to some rooms. */
  rooms: z.array(z.string()).readonly().optional(),
  /** To administrators: by whose link they joined. */
  broughtBy: z.string().optional(),
  /** To administrators and to the person. */
  email: z.string().optional(),
  /** A trusted provider vouched for it. */
  emailVerified: z.literal(true).optional(),
});
export type Who = z.output<typeof who>;

export const me = who.extend({
  password: z.boolean().optional().meta({ description: 'Whether they have one; absent where there are none.' }),
});
export const waysIn = z.object({
  ways: z.array(z.enum(['invite', 'password', 'oidc'])),
  oidc: z
    .object({ name: z.string(), available: z.boolean().meta({ description: 'Whether the provider answers now.' }) })
    .optional(),
  organisation: z.string().optional(),
});

export const people = z.object({ people: z.array(who) });
export const changedPerson = who.extend({ deactivated: z.array(z.string()).readonly().optional() });
export const signedIn = who.extend({ room: perhaps(z.string()) });
export const made = z.object({ id: z.string() });
export const linkTo = z.object({ url: z.string() });

export const madeToken = made.extend({
  token: z.string().meta({ description: 'Shown once.' }),
  expires: perhaps(instant),
});
export const tokenList = z.object({
  tokens: z.array(
    made.extend({
      name: perhaps(z.string()),
      person: z.string(),
      scopes: z.array(z.string()).readonly(),
      made: perhaps(z.string()),
      lastUsed: perhaps(z.string()),
      expires: perhaps(z.string()),
    }),
  ),
});
export const sessionList = z.object({
  sessions: z.array(
    made.extend({
      device: perhaps(z.string()),
      current: z.boolean().meta({ description: 'The one that asks.' }),
      opened: z.string(),
      lastUsed: z.string(),
    }),
  ),
});
export const ticketMade = z.object({ ticket: z.string() });

export const madeInvite = made.extend(linkTo.shape);
export const invites = z.object({
  invites: z.array(
    made.extend({
      by: z.string(),
      role: z.string(),
      room: perhaps(z.string()),
      uses: z.number().meta({ description: 'How many people can still join by it.' }),
      of: z.number(),
      madeAt: z.string(),
      expiresAt: z.string(),
    }),
  ),
});
export const linkSeen = z.object({
  kind: z.enum(['invite', 'welcome', 'device', 'password']),
  role: z.string(),
  room: perhaps(z.string()),
  name: perhaps(z.string()),
});

const card = z.object({
  id: z.string(),
  version: z.number(),
  title: z.string(),
  severity: z.number(),
  status: z.string(),
  declaredAt: z.string(),
  closedAt: perhaps(z.string()),
});
export const rooms = z.object({
  rooms: z.array(card).readonly(),
  total: z.number().meta({ description: 'How many there are on all pages.' }),
  cursor: z.string().optional().meta({ description: 'Ask with it for the next page; absent on the last.' }),
});
export const declaredRoom = madeInvite.extend({ version: z.number() });
export const room = z.object({ id: z.string(), version: z.number(), hash: z.string(), room: object });
export const roomThen = room.omit({ id: true }).extend({
  at: instant.meta({ description: 'When the room came to stand at this version.' }),
  newest: z.number().meta({ description: 'The newest version of the room.' }),
  presence: z
    .array(z.object({ id: z.string(), name: z.string(), connected: z.boolean() }))
    .readonly()
    .meta({ description: 'Of the people on whom the rules depend: whether the log had them as connected.' }),
});
export const log = z.object({
  commits: z
    .array(
      z.object({
        version: z.number(),
        at: z.string(),
        by: z.string(),
        commandId: z.string(),
        salt: z.string(),
        events: z
          .array(
            z.object({
              type: z.string(),
              data: object,
              typed: z.object({ for: z.string(), by: z.string() }).optional(),
            }),
          )
          .readonly(),
        hash: z.string(),
      }),
    )
    .readonly(),
  version: z.number().meta({ description: 'The newest version of the room.' }),
});
export const accepted = z.object({ ok: z.literal(true), version: z.number() });

export const restored = z.object({ restoredTo: z.string() });
export const attachment = made.extend({ type: z.string(), bytes: z.number(), name: z.string() });
export const services = z.object({ services: z.array(service) });
export const oneService = service.partial();
export const policy = z.object({ policy: roomPolicy });
export const template = z.object({ headings: z.array(z.string()).readonly() });
export const description = object;
/** An answer that is not JSON, with the types that it may have. */
export const bytes = (...types: readonly string[]) => z.unknown().meta({ types });
export const nothing = z.undefined();
