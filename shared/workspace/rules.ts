/**
 * The domain of the workspace: its people, its policy, its map of services, the template of its documents, its register
 * of rooms. A log like a room's, and judged the same way.
 *
 * Commands come from administrators and from the servers themselves; from any active person to change their own name
 * and area, to invite others (invites.ts) and to register a room; from the owners of services (services.ts). What always holds: a room's number is
 * used once, and the same request registers the same room; people.ts says what holds of people. It has no deadlines.
 */
import { accept, foldBy, refuse, type Verdict } from '../decider.ts';
import { CLOCK, type AnyCommand, type Commit, type Context } from '../envelope.ts';
import type { Instant } from '../instants.ts';
import { DEFAULT_POLICY } from '../incident/policy.ts';
import { policyProblems } from '../incident/policy-bounds.ts';
import { DEFAULT_HEADINGS } from '../scribe/template.ts';
import { emailRefusal, takenRefusal } from './emails.ts';
import { accountFolds, releaseAccount, signInByAccount } from './identities.ts';
import { decideInvite, inviteFolds } from './invites.ts';
import {
  addPerson,
  changePerson,
  deactivateWithBrought,
  differing,
  mayManagePeople,
  personFolds,
  personIdOf,
  personIn,
  strangerToChange,
} from './people.ts';
import { decideService, serviceFolds } from './services.ts';
import type { WorkspaceCommand, WorkspaceEvent, WorkspaceState } from './words.ts';

type Say<Type extends WorkspaceCommand['type']> = Extract<WorkspaceCommand, { type: Type }>['data'];
type Answer = Verdict<WorkspaceEvent>;

/** Raised whenever the same log folds to another state. */
export const WORKSPACE_LAW_VERSION = 6;

/** For how many room requests the resulting room is known: long enough for a client that repeats one. */
const REQUESTS_KEPT = 1000;

export const initial: WorkspaceState = {
  people: {},
  policy: {},
  template: DEFAULT_HEADINGS,
  lastNumber: 0,
  services: {},
  rooms: {},
  invites: {},
  accounts: {},
};

export { personIdOf } from './people.ts';

export function decide(state: WorkspaceState, anyCommand: AnyCommand, given: Context): Answer {
  const command = anyCommand as unknown as WorkspaceCommand;
  const context = asKnown(state, given);
  if (context === null) return refuse('workspace.unknown-person', { person: given.actor.id });
  switch (command.type) {
    case 'workspace.register-room':
      return registerRoom(state, command.data, context);
    case 'workspace.set-service':
    case 'workspace.remove-service':
    case 'workspace.import-services':
      return decideService(state, command, context);
    case 'workspace.make-invite':
    case 'workspace.use-invite':
    case 'workspace.revoke-invite':
      return decideInvite(state, command, context);
    case 'workspace.sign-in-by-account':
      return signInByAccount(state, command.data, context);
    case 'workspace.change-person': {
      const { person, ...wanted } = command.data;
      return (
        strangerToChange(context.actor, person, wanted) ??
        emailRefusal(state, context.actor, command.data) ??
        changePerson(state, command.data)
      );
    }
    default:
      return administrate(state, command, context);
  }
}

/**
 * A person as this log knows them now, whatever the sender knew; null when they are deactivated. The servers and the
 * operator are no person.
 */
function asKnown(state: WorkspaceState, context: Context): Context | null {
  const person = personIn(state, context.actor.id);
  if (person === null) return context;
  return person.active
    ? { ...context, actor: { ...context.actor, administrator: context.actor.administrator && person.administrator } }
    : null;
}

function administrate(state: WorkspaceState, command: WorkspaceCommand, context: Context): Answer {
  if (!mayManagePeople(context.actor)) return refuse('workspace.administrators-only');
  switch (command.type) {
    case 'workspace.add-person':
      return (
        takenRefusal(state, command.data.email, personIdOf(context.commandId)) ??
        addPerson(state, command.data, context)
      );
    case 'workspace.release-account':
      return releaseAccount(state, command.data.person);
    case 'workspace.deactivate-with-brought':
      return deactivateWithBrought(state, command.data);
    case 'workspace.set-policy':
      return setPolicy(state, command.data.policy);
    case 'workspace.set-template': {
      const { headings } = command.data;
      return headings.join('\n') === state.template.join('\n')
        ? refuse('workspace.unchanged')
        : accept({ type: 'workspace.template-set', data: { headings } });
    }
    default:
      return refuse('command.unknown-type', { type: command.type });
  }
}

/** Only what differs, also from the defaults. Refusals: unchanged, policy-bounds, policy-order. */
function setPolicy(state: WorkspaceState, wished: WorkspaceState['policy']): Answer {
  const present = { ...DEFAULT_POLICY, ...state.policy };
  const policy = differing(wished, present);
  if (policy === null) return refuse('workspace.unchanged');
  const [problem] = policyProblems({ ...present, ...policy });
  return problem === undefined
    ? accept({ type: 'workspace.policy-set', data: { policy } })
    : refuse(`workspace.policy-${problem.kind}`, { ...problem });
}

function registerRoom(state: WorkspaceState, data: Say<'workspace.register-room'>, context: Context): Answer {
  const { id } = context.actor;
  const mayRegister = id === CLOCK || (Object.hasOwn(state.people, id) && state.people[id]?.active === true);
  if (!mayRegister) return refuse('workspace.unknown-person', { person: id });
  if (Object.hasOwn(state.rooms, data.request)) return accept();
  return accept({
    type: 'workspace.room-registered',
    data: { room: `inc-${state.lastNumber + 1}`, request: data.request, by: id },
  });
}

/** Folds one commit. Throws UnknownEvent on a word of a newer version. */
export function evolve(
  state: WorkspaceState,
  commit: Pick<Commit, 'version' | 'at' | 'by' | 'events'>,
): WorkspaceState {
  return commit.events.reduce(
    (folded, event, index) => fold(folded, event as WorkspaceEvent, { ...commit, index }),
    state,
  );
}

const fold = foldBy<WorkspaceState, WorkspaceEvent>({
  ...personFolds,
  ...inviteFolds,
  ...accountFolds,
  'workspace.policy-set': (state, { policy }) => ({ ...state, policy: { ...state.policy, ...policy } }),
  'workspace.template-set': (state, { headings }) => ({ ...state, template: headings }),
  ...serviceFolds,
  'workspace.room-registered': (state, { room, request }) => ({
    ...state,
    lastNumber: Number(room.slice(room.indexOf('-') + 1)),
    rooms: Object.fromEntries([...Object.entries(state.rooms), [request, room] as const].slice(-REQUESTS_KEPT)),
  }),
});

export function due(): Instant | null {
  return null;
}
