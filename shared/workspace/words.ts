/**
 * What can be said about the workspace: its people, its policy, its service map, the template of its documents, its
 * register of rooms. It is a log like a room's, so everything in it is on the record. There are no credentials here:
 * sessions, tokens and invites are random values kept elsewhere, hashed.
 */
import { z } from 'zod';
import { email, httpsUrl, id, instant, line, visible, uuid, type Said } from '../texts.ts';
import { policy } from '../incident/words.ts';
import type { Policy } from '../incident/words.ts';
import { MOST_HEADINGS, MOST_HEADING_CHARACTERS } from '../scribe/template.ts';
import type { Instant } from '../instants.ts';

export { policy };

const person = {
  name: visible(80),
  area: visible(60).optional(),
  email: email.optional(),
  trained: z.boolean().optional(),
};
/** The hash of an invite's code: names it, and admits no one. */
const inviteId = z.string().regex(/^[0-9a-f]{64}$/);
/** The hash of a provider's address and of its name for an account. */
const accountId = inviteId;
const role = z.enum(['responder', 'observer']);
const uses = z.int().min(1).max(1000);

/** Someone to contact: a name as people say it, and the person of this workspace, if they are one. */
const contact = z.strictObject({ name: line(120), person: id.optional() });
export const link = z.strictObject({ title: line(80), url: httpsUrl });
/**
 * Begins with a letter or a digit: it stands in addresses, where ".." leads elsewhere, and names a field of the map.
 */
const serviceId = id.regex(/^[A-Za-z0-9]/);
/** One service of the map; `id` is short and stays ("checkout"), names may change. */
export const service = z.strictObject({
  id: serviceId,
  name: line(80),
  about: line(300).optional(),
  owner: contact.optional(),
  expert: contact.optional(),
  escalation: contact.optional(),
  dashboards: z.array(link).max(10).optional(),
  runbooks: z.array(link).max(10).optional(),
  dependsOn: z.array(id).max(50).optional(),
});
export type Service = z.infer<typeof service>;
const namesEachOnce = (services: readonly Service[]): boolean =>
  new Set(services.map((each) => each.id)).size === services.length;

export const commands = {
  /** `observer`: invited as an observer, and stays one in every room until a commander admits them. */
  'workspace.add-person': z.strictObject({
    ...person,
    administrator: z.boolean().optional(),
    observer: z.boolean().optional(),
  }),
  'workspace.change-person': z.strictObject({
    person: id,
    name: visible(80).optional(),
    /** null: none any more. */
    area: visible(60).nullable().optional(),
    email: email.nullable().optional(),
    trained: z.boolean().optional(),
    administrator: z.boolean().optional(),
    active: z.boolean().optional(),
  }),
  /** This person and everyone they brought (people.ts says who that is). */
  'workspace.deactivate-with-brought': z.strictObject({ person: id }),
  'workspace.make-invite': z.strictObject({ invite: inviteId, role, room: id.optional(), uses, expiresAt: instant }),
  /** Said by the servers: a new person with this name, or a known one, opened the link. */
  'workspace.use-invite': z.strictObject({
    invite: inviteId,
    person: id.optional(),
    name: visible(80).optional(),
    area: visible(60).optional(),
  }),
  'workspace.revoke-invite': z.strictObject({ invite: inviteId }),
  /** Said by the servers: a provider has vouched for the one who has this account there. */
  'workspace.sign-in-by-account': z.strictObject({
    account: accountId,
    issuer: z.string().min(1).max(300),
    /** Only one that the provider says is verified, of a domain that is trusted. */
    email: email.optional(),
    name: visible(80).optional(),
    /** Only where the provider's groups decide it. */
    administrator: z.boolean().optional(),
    trained: z.boolean().optional(),
    /** A new person may come of it. */
    mayJoin: z.boolean(),
  }),
  /** The account they signed in with is nobody's again. */
  'workspace.release-account': z.strictObject({ person: id }),
  'workspace.set-policy': z.strictObject({ policy: policy.partial() }),
  /** The headings with which documents open from now on; none for an empty document. */
  'workspace.set-template': z.strictObject({ headings: z.array(line(MOST_HEADING_CHARACTERS)).max(MOST_HEADINGS) }),
  /** New, or in place of the one with this id. */
  'workspace.set-service': z.strictObject({ service }),
  'workspace.remove-service': z.strictObject({ service: id }),
  /** A whole file: each one in it is new or replaces; the others stay. */
  'workspace.import-services': z.strictObject({
    services: z.array(service).min(1).max(500).refine(namesEachOnce, 'names an id twice'),
  }),
  /** The same request (a UUID) registers the same room. */
  'workspace.register-room': z.strictObject({ request: uuid }),
};

export const events = {
  'workspace.person-added': z.object({
    person: id,
    name: z.string(),
    area: z.string().optional(),
    email: z.string().optional(),
    emailVerified: z.literal(true).optional(),
    trained: z.boolean(),
    administrator: z.boolean(),
    observer: z.boolean(),
    rooms: z.array(id).optional(),
  }),
  'workspace.person-changed': z.object({
    person: id,
    name: z.string().optional(),
    area: z.string().nullable().optional(),
    /** null: none any more. */
    email: z.string().nullable().optional(),
    emailVerified: z.literal(true).optional(),
    trained: z.boolean().optional(),
    administrator: z.boolean().optional(),
    active: z.boolean().optional(),
    observer: z.boolean().optional(),
    /** The only rooms that they see; null: all that are open to the workspace. */
    rooms: z.array(id).nullable().optional(),
  }),
  'workspace.invite-made': z.object({
    invite: inviteId,
    by: id,
    role,
    room: id.optional(),
    uses,
    expiresAt: z.string(),
  }),
  'workspace.invite-used': z.object({ invite: inviteId, person: id }),
  'workspace.invite-revoked': z.object({ invite: inviteId }),
  'workspace.account-bound': z.object({ account: accountId, issuer: z.string(), person: id }),
  'workspace.account-released': z.object({ person: id }),
  'workspace.policy-set': z.object({ policy: policy.partial() }),
  'workspace.template-set': z.object({ headings: z.array(z.string()) }),
  'workspace.service-set': z.object({ service }),
  'workspace.service-removed': z.object({ service: id, name: z.string() }),
  'workspace.services-imported': z.object({ services: z.array(service) }),
  'workspace.room-registered': z.object({ room: id, request: z.string(), by: id }),
};

export type WorkspaceCommand = Said<typeof commands>;
export type WorkspaceEvent = Said<typeof events>;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly area: string | null;
  readonly trained: boolean;
  readonly administrator: boolean;
  /** Invited as an observer: enters every room as one, until a commander admits them. */
  readonly observer: boolean;
  readonly active: boolean;
  readonly addedAt: Instant;
  /**
   * The only rooms that they see, because they were invited to observe only these; absent: all that are open to the
   * workspace.
   */
  readonly rooms?: readonly string[];
  /** How often they have been deactivated; absent: never. */
  readonly generation?: number;
  /** The person whose link they joined by; absent: an administrator or the operator added them. */
  readonly broughtBy?: string;
  /** As it was written; absent: none is known. */
  readonly email?: string;
  /** A provider that is trusted for its domain vouched for it. */
  readonly emailVerified?: true;
}

/** A link that admits people, by the hash of its code. */
export interface Invite {
  readonly by: string;
  readonly role: 'responder' | 'observer';
  readonly room: string | null;
  /** How many it still admits, of how many. */
  readonly uses: number;
  readonly of: number;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
}

/** Whose account at a provider this is. */
export interface Account {
  readonly issuer: string;
  readonly person: string;
}

export interface WorkspaceState {
  readonly people: Readonly<Record<string, Person>>;
  readonly policy: Partial<Policy>;
  /** Headings with which a new document opens. */
  readonly template: readonly string[];
  /** Number of the last incident room. */
  readonly lastNumber: number;
  readonly services: Readonly<Record<string, Service>>;
  /** Room by the UUID of the request that asked for it, the newest thousand. */
  readonly rooms: Readonly<Record<string, string>>;
  /** By the hash of the code. Ended ones are forgotten here after a minute; the log keeps them. */
  readonly invites: Readonly<Record<string, Invite>>;
  /** Accounts at a sign-in provider, by the hash of their name there. */
  readonly accounts: Readonly<Record<string, Account>>;
}

export type WorkspaceRefusal =
  | 'workspace.administrators-only'
  | 'workspace.unknown-person'
  | 'workspace.last-administrator'
  | 'workspace.email-taken'
  | 'workspace.administrators-set-their-own-email'
  | 'workspace.administrators-sign-in-themselves'
  | 'workspace.unchanged'
  | 'workspace.policy-bounds'
  | 'workspace.policy-order'
  | 'workspace.observers-invite-nobody'
  | 'workspace.invite-too-wide'
  | 'workspace.too-many-invites'
  | 'workspace.inviting-too-fast'
  | 'workspace.joining-too-fast'
  | 'workspace.joining-too-many'
  | 'workspace.brought-too-far'
  | 'workspace.unknown-invite'
  | 'workspace.unknown-service'
  | 'workspace.not-your-service'
  | 'workspace.depends-on-unknown'
  | 'workspace.depends-on-itself'
  | 'workspace.too-many-services';
