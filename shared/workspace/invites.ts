/**
 * Invites: links by which new people join, on the record from the moment they are made until they end.
 *
 *   made --used (a new person, or more rooms for a known one)--> used up | revoked | expired | its maker was deactivated
 *
 * An invite is known by the hash of its code, so the log admits no one. What always holds: it admits as many as it
 * says, never after its end; the links of one person, with those of everyone they brought, admit no more new people in
 * a minute and in a day than a team needs; and who joined by a link of a link of a link invites no one. So no one gets
 * more of this server by inviting themself.
 */
import { accept, refuse, type Folds, type Verdict } from '../decider.ts';
import { CLOCK, type Context } from '../envelope.ts';
import { plusSeconds, type Instant } from '../instants.ts';
import { lineOf, personIdOf, personIn } from './people.ts';
import type { Invite, Person, WorkspaceCommand, WorkspaceEvent, WorkspaceState } from './words.ts';

type InviteCommand = Extract<WorkspaceCommand, { type: `workspace.${string}-invite` }>;
type InviteEvent = Extract<WorkspaceEvent, { type: `workspace.invite-${string}` }>;
type Say<Type extends InviteCommand['type']> = Extract<InviteCommand, { type: Type }>['data'];
type Answer = Verdict<WorkspaceEvent>;

export interface InviteLimits {
  /** How many people one link may admit, and for how many hours. */
  readonly uses: number;
  readonly hours: number;
  /** How many links may be made in a minute, and how many may be open at once. */
  readonly madeAMinute: number;
  readonly open: number;
  /** How many new people the links of one person and of everyone they brought may admit, all together. */
  readonly peopleAMinute: number;
  readonly peopleADay: number;
}

export const LIMITS: Readonly<Record<'administrator' | 'responder', InviteLimits>> = {
  administrator: { uses: 1000, hours: 720, madeAMinute: 120, open: 500, peopleAMinute: 300, peopleADay: 10_000 },
  responder: { uses: 50, hours: 168, madeAMinute: 20, open: 50, peopleAMinute: 60, peopleADay: 100 },
};
/** A person this many links away from someone an administrator brought cannot invite. */
export const MOST_LINKS = 3;
const MOST_OPEN = 5000;
const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

export function decideInvite(state: WorkspaceState, command: InviteCommand, context: Context): Answer {
  switch (command.type) {
    case 'workspace.make-invite':
      return make(state, command.data, context);
    case 'workspace.use-invite':
      return use(state, command.data, context);
    case 'workspace.revoke-invite':
      return revoke(state, command.data, context);
  }
}

/** The open invites, oldest first: those that still admit someone. */
export function openInvites(state: WorkspaceState, now: Instant): ReadonlyArray<Invite & { readonly id: string }> {
  return Object.entries(state.invites).flatMap(([id, invite]) => (isOpen(invite, now) ? [{ id, ...invite }] : []));
}

/** An invite that still admits someone; null when there is none with this id. */
export function openInvite(state: WorkspaceState, id: string, now: Instant): Invite | null {
  const invite = Object.hasOwn(state.invites, id) ? state.invites[id] : undefined;
  return invite !== undefined && isOpen(invite, now) ? invite : null;
}

/**
 * Refusals: observers-invite-no one, unknown-person, brought-too-far, invite-too-wide, too-many-invites,
 * inviting-too-fast.
 */
function make(
  state: WorkspaceState,
  { invite, room, expiresAt, ...said }: Say<'workspace.make-invite'>,
  { actor, now }: Context,
): Answer {
  if (Object.hasOwn(state.invites, invite)) return accept();
  const person = personIn(state, actor.id);
  if (!actor.administrator && actor.id !== CLOCK && person?.active !== true)
    return refuse('workspace.unknown-person', { person: actor.id });
  if (!actor.administrator && person?.observer === true) return refuse('workspace.observers-invite-nobody');
  if (!actor.administrator && lineOf(state, actor.id)[1] >= MOST_LINKS) return refuse('workspace.brought-too-far');
  const limits = LIMITS[actor.administrator ? 'administrator' : 'responder'];
  if (said.uses > limits.uses || expiresAt > plusSeconds(now, limits.hours * HOUR_SECONDS))
    return refuse('workspace.invite-too-wide', { uses: limits.uses, days: limits.hours / 24 });
  const mine = Object.values(state.invites).filter(({ by }) => by === actor.id);
  if (mine.filter(({ madeAt }) => madeAt > plusSeconds(now, -MINUTE_SECONDS)).length >= limits.madeAMinute)
    return refuse('workspace.inviting-too-fast');
  const isFull =
    mine.filter((each) => isOpen(each, now)).length >= limits.open || openInvites(state, now).length >= MOST_OPEN;
  if (isFull) return refuse('workspace.too-many-invites', { most: limits.open });
  return accept({
    type: 'workspace.invite-made',
    data: { invite, by: actor.id, ...said, ...(room === undefined ? {} : { room }), expiresAt },
  });
}

/**
 * Said by the servers only. Refusals: administrators-only, invite-over, joining-too-fast, joining-too-many,
 * unknown-person.
 */
function use(
  state: WorkspaceState,
  { invite: id, person, name, area }: Say<'workspace.use-invite'>,
  { actor, commandId, now }: Context,
): Answer {
  if (actor.id !== CLOCK) return refuse('workspace.administrators-only');
  const invite = openInvite(state, id, now);
  if (invite === null) return refuse('access.invite-over');
  if (person !== undefined) return widen(state, { id, invite }, person);
  const comer = personIdOf(commandId);
  if (Object.hasOwn(state.people, comer)) return accept();
  if (name === undefined) return refuse('command.malformed', { problem: 'name: say who you are' });
  const limits = LIMITS[isWide(state, invite.by) ? 'administrator' : 'responder'];
  if (newcomersOf(state, invite.by, plusSeconds(now, -MINUTE_SECONDS)) >= limits.peopleAMinute)
    return refuse('workspace.joining-too-fast');
  if (newcomersOf(state, invite.by, plusSeconds(now, -DAY_SECONDS)) >= limits.peopleADay)
    return refuse('workspace.joining-too-many', { most: limits.peopleADay });
  const observer = invite.role === 'observer';
  const added = {
    person: comer,
    name,
    ...(area === undefined ? {} : { area }),
    trained: false,
    administrator: false,
    observer,
    ...(observer && invite.room !== null ? { rooms: [invite.room] } : {}),
  };
  return accept(
    { type: 'workspace.person-added', data: added },
    { type: 'workspace.invite-used', data: { invite: id, person: comer } },
  );
}

/**
 * A known person stays the same person: an invite may give them access to more, never less, and is used up only if it
 * does.
 */
function widen(state: WorkspaceState, { id, invite }: { id: string; invite: Invite }, person: string): Answer {
  const known = personIn(state, person);
  if (known === null || !known.active) return refuse('workspace.unknown-person', { person });
  const change = wider(known, invite);
  if (change === null) return accept();
  return accept(
    { type: 'workspace.person-changed', data: { person, ...change } },
    { type: 'workspace.invite-used', data: { invite: id, person } },
  );
}

function wider(known: Person, { role, room }: Invite): { observer?: false; rooms?: string[] | null } | null {
  if (role === 'responder') {
    if (!known.observer && known.rooms === undefined) return null;
    return { ...(known.observer ? { observer: false } : {}), ...(known.rooms === undefined ? {} : { rooms: null }) };
  }
  if (known.rooms === undefined || (room !== null && known.rooms.includes(room))) return null;
  return { rooms: room === null ? null : [...known.rooms, room] };
}

/** Your own, or any for an administrator; someone else's does not exist for you. Refusals: unknown-invite. */
function revoke(
  state: WorkspaceState,
  { invite: id }: Say<'workspace.revoke-invite'>,
  { actor, now }: Context,
): Answer {
  const invite = openInvite(state, id, now);
  const isTheirs = actor.administrator || actor.id === CLOCK || invite?.by === actor.id;
  return invite === null || !isTheirs
    ? refuse('workspace.unknown-invite')
    : accept({ type: 'workspace.invite-revoked', data: { invite: id } });
}

/** The operator's token is no person of the workspace, and may do what an administrator may. */
const isWide = (state: WorkspaceState, maker: string): boolean => personIn(state, maker)?.administrator ?? true;

/** How many joined since then by links of this maker's root, or of anyone that root brought. */
function newcomersOf(state: WorkspaceState, maker: string, since: Instant): number {
  const [root] = lineOf(state, maker);
  const recent = Object.values(state.people).filter(
    ({ addedAt, broughtBy }) => addedAt > since && broughtBy !== undefined,
  );
  return recent.filter(({ broughtBy = '' }) => lineOf(state, broughtBy)[0] === root).length;
}

const isOpen = ({ uses, expiresAt, revokedAt }: Invite, now: Instant): boolean =>
  revokedAt === null && uses > 0 && now < expiresAt;

/** An invite that ended is kept for as long as the budgets look back, then forgotten here; the log keeps it. */
function withInvite(state: WorkspaceState, id: string, invite: Invite, now: Instant): WorkspaceState {
  const since = plusSeconds(now, -MINUTE_SECONDS);
  const kept = Object.entries(state.invites).filter(
    ([key, each]) => key !== id && (isOpen(each, now) || each.madeAt > since),
  );
  return { ...state, invites: { ...Object.fromEntries(kept), [id]: invite } };
}

export const inviteFolds: Folds<WorkspaceState, InviteEvent> = {
  'workspace.invite-made': (state, { invite: id, room = null, uses, ...made }, { at: madeAt }) =>
    withInvite(state, id, { ...made, room, uses, of: uses, madeAt, revokedAt: null }, madeAt),
  'workspace.invite-used': (state, { invite: id, person }, { at }) => {
    const invite = state.invites[id];
    return invite === undefined
      ? state
      : withInvite(brought(state, { person, by: invite.by, at }), id, { ...invite, uses: invite.uses - 1 }, at);
  },
  'workspace.invite-revoked': (state, { invite: id }, { at: revokedAt }) => {
    const invite = state.invites[id];
    return invite === undefined ? state : withInvite(state, id, { ...invite, revokedAt }, revokedAt);
  },
};

/** A person added by the same commit was brought; a known person only gets access to more. */
function brought(
  state: WorkspaceState,
  { person, by, at }: { person: string; by: string; at: Instant },
): WorkspaceState {
  const known = personIn(state, person);
  return known === null || known.addedAt !== at || known.broughtBy !== undefined
    ? state
    : { ...state, people: { ...state.people, [person]: { ...known, broughtBy: by } } };
}
