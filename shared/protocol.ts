/**
 * Every message on the wire, both ways, in zod. Only the server and tests import values from here; the browser imports
 * types. docs/protocol.md tells the same in prose, and openapi is generated from these schemas.
 */
import { z } from 'zod';
import { email, id, instant, line, visible, standing, uuid, type Said } from './texts.ts';
import { commands as asks } from './asks/words.ts';
import { commands as crew } from './crew/words.ts';
import { commands as decisions } from './decisions/words.ts';
import { commands as floor } from './floor/words.ts';
import { commands as incident } from './incident/words.ts';
import { commands as tasks } from './tasks/words.ts';
import { commands as teams } from './teams/words.ts';
import { commands as timeline } from './timeline/words.ts';
import { commands as updates } from './updates/words.ts';
import { ROOM_ID, type Commit } from './envelope.ts';
import type { ListedCard } from './card.ts';
import type { FoundLine } from './finding.ts';
import type { RoomState } from './room.ts';

export { declaration } from './incident/words.ts';

/** Raised when an older browser could misread what a newer server says. */
export const PROTOCOL = 1;

/** Every command that may come from outside, by type. The clock's own and the declaration are not among them. */
const {
  'crew.lose-link': _lost,
  'crew.restore-link': _back,
  'crew.rename': _renamed,
  'crew.join': _join,
  ...crewOutside
} = crew;
const { 'timeline.record-restore': _restore, ...timelineOutside } = timeline;
const { 'incident.declare': _declare, ...incidentOutside } = incident;
const outside = {
  ...incidentOutside,
  ...floor,
  ...crewOutside,
  ...updates,
  ...timelineOutside,
  ...tasks,
  ...decisions,
  ...asks,
  ...teams,
};
export const COMMANDS: Readonly<Record<string, z.ZodType>> = outside;
export type CommandOutside = Said<typeof outside>;

export const roomId = z.string().regex(ROOM_ID);

export const command = z.strictObject({
  id: uuid,
  type: z.string().max(60),
  data: z.record(z.string(), z.unknown()).default({}),
  epoch: z.int().min(0).optional(),
  writtenAt: instant.optional(),
});
export const socketCommand = command.extend({ room: roomId });
export const enter = z.strictObject({
  room: roomId,
  as: standing.optional(),
  area: line(60).optional(),
  zone: line(60).optional(),
  /** They are about to write: also a closed room is joined, which is otherwise only read. */
  joins: z.literal(true).optional(),
  after: z.strictObject({ version: z.int().min(0), hash: z.string().max(128) }).optional(),
});
export const leave = z.strictObject({ room: roomId });
export const page = z.strictObject({ room: roomId, before: z.int().min(1), limit: z.int().min(1).max(200) });
/** `idle`: no key or pointer for a while, though the tab is visible. */
export const sight = z.strictObject({ room: roomId, version: z.int().min(0), idle: z.boolean().optional() });
/** Which of the room's people are in another room now. */
export const elsewhere = z.strictObject({ room: roomId });
export const find = z.strictObject({ room: roomId, text: line(200) });
/** `closed` false: without those that closed last. */
export const lobby = z.strictObject({ closed: z.boolean().optional() });
/** What time it is at the server. */
export const time = z.strictObject({});
/** Whether a person has this page in sight: then it is to hear often that the server is there. */
export const watching = z.strictObject({ watching: z.boolean() });
export const handshake = z.strictObject({ token: z.string().max(200).optional(), protocol: z.int().optional() });
export const person = z.strictObject({
  name: visible(80),
  area: visible(60).optional(),
  email: email.optional(),
  trained: z.boolean().optional(),
});
/**
 * What may be changed about a person: their own name and area by everyone, all of it by administrators. `area: null`:
 * none any more; `active: false` deactivates them, and on request everyone they brought.
 */
export const personChange = z
  .strictObject({
    name: visible(80),
    area: visible(60).nullable(),
    email: email.nullable(),
    trained: z.boolean(),
    administrator: z.boolean(),
    active: z.boolean(),
    withBrought: z.literal(true),
  })
  .partial()
  .refine(
    ({ withBrought, ...change }) =>
      withBrought === undefined || (change.active === false && Object.keys(change).length === 1),
    'withBrought goes with active: false and nothing else',
  );
/** 90 days unless said. */
export const token = z.strictObject({
  person: id.optional(),
  name: line(80).optional(),
  scopes: z
    .array(z.enum(['read', 'write']))
    .max(2)
    .optional(),
  expiresInDays: z.int().min(1).max(366).optional(),
});
export const invite = z.strictObject({
  role: z.enum(['responder', 'observer']),
  room: roomId.optional(),
  uses: z.int().min(1).max(1000).optional(),
  expiresInHours: z
    .int()
    .min(1)
    .max(24 * 30)
    .optional(),
});

/** What everyone in the room may know of one person's presence. */
export interface PersonHere {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly as: string;
  readonly connected: boolean;
  readonly idle: boolean;
  readonly devices: number;
  readonly zone: string | null;
  /** The newest version that a visible tab of theirs has shown. */
  readonly seen: number;
}

export interface You {
  readonly id: string;
  readonly name: string;
  readonly as: string | null;
  readonly roles: readonly string[];
  readonly administrator: boolean;
  readonly trained: boolean;
}

export interface Entered {
  readonly ok: true;
  readonly you: You;
  readonly law: number;
  readonly now: string;
  readonly version: number;
  readonly hash: string;
  readonly room?: RoomState;
  readonly commits?: readonly Commit[];
  readonly rewound?: true;
}

export interface NotOk {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

export type CommandAnswer = { readonly ok: true; readonly version: number } | NotOk;
export type EnterAnswer = Entered | NotOk;
/** Where someone is who is not in this room: in another one, for people who may see it; null: in no room. */
export interface Place {
  readonly room: string | null;
}

export type PlacesAnswer = { readonly ok: true; readonly people: Readonly<Record<string, Place>> } | NotOk;
/** Newest first; `more`: there are older ones too. */
export type FindAnswer = { readonly ok: true; readonly found: readonly FoundLine[]; readonly more: boolean } | NotOk;
export type PageAnswer = { readonly ok: true; readonly commits: readonly Commit[] } | NotOk;
export type TimeAnswer = { readonly ok: true; readonly now: string } | NotOk;
export type LobbyAnswer = { readonly ok: true; readonly rooms: readonly ListedCard[] } | NotOk;

export interface ServerToClient {
  commits: (message: { room: string; commits: readonly Commit[] }) => void;
  presence: (message: { room: string; people: readonly PersonHere[] }) => void;
  rooms: (message: { changed: readonly ListedCard[]; gone: readonly string[] }) => void;
  /** Said when it changes, and on connecting while it is not: nothing that is sent now can be saved. */
  saving: (message: { possible: boolean }) => void;
  /** Every two seconds, to pages that are in sight. */
  alive: (message: object) => void;
  bye: (message: { code: number; reason: string }) => void;
}

export interface ClientToServer {
  enter: (message: object, answer: (reply: EnterAnswer) => void) => void;
  leave: (message: object, answer: (reply: { ok: true } | NotOk) => void) => void;
  page: (message: object, answer: (reply: PageAnswer) => void) => void;
  command: (message: object, answer: (reply: CommandAnswer) => void) => void;
  sight: (message: object, answer?: (reply: { ok: true } | NotOk) => void) => void;
  elsewhere: (message: object, answer: (reply: PlacesAnswer) => void) => void;
  find: (message: object, answer: (reply: FindAnswer) => void) => void;
  lobby: (message: object, answer: (reply: LobbyAnswer) => void) => void;
  time: (message: object, answer: (reply: TimeAnswer) => void) => void;
  watching: (message: object, answer?: (reply: { ok: true } | NotOk) => void) => void;
}
