/**
 * The law of the workspace: its people, its policy, its map of services, the template of its documents, its register of rooms. A log
 * like a room's, and judged the same way.
 *
 * Commands come from administrators, from the servers themselves (an invite that was used adds a person), from the owners of
 * services (services.ts), and, to register a room, from any active person. What always holds: once there was an active administrator there is one, a room's number is used
 * once, and the same request registers the same room. It has no deadlines.
 */
import { accept, foldBy, refuse, type Verdict } from '../decider.ts';
import { CLOCK, type AnyCommand, type Commit, type Context } from '../envelope.ts';
import type { Instant } from '../instants.ts';
import { DEFAULT_HEADINGS } from '../scribe/template.ts';
import { decideService, serviceFolds } from './services.ts';
import type { Person, WorkspaceCommand, WorkspaceEvent, WorkspaceState } from './words.ts';

type Say<Type extends WorkspaceCommand['type']> = Extract<WorkspaceCommand, { type: Type }>['data'];
type Answer = Verdict<WorkspaceEvent>;

/** Raised whenever the same log folds to another state. */
export const WORKSPACE_LAW_VERSION = 3;

export const initial: WorkspaceState = {
  people: {},
  policy: {},
  template: DEFAULT_HEADINGS,
  lastNumber: 0,
  services: {},
  rooms: {},
};

/** The id of the person whom this command adds: the sender knows it before the answer comes. */
export const personIdOf = (commandId: string): string => `p-${commandId}`;

export function decide(state: WorkspaceState, anyCommand: AnyCommand, context: Context): Answer {
  const command = anyCommand as unknown as WorkspaceCommand;
  switch (command.type) {
    case 'workspace.register-room':
      return registerRoom(state, command.data, context);
    case 'workspace.set-service':
    case 'workspace.remove-service':
    case 'workspace.import-services':
      return decideService(state, command, context);
    default:
      return administrate(state, command, context);
  }
}

function administrate(state: WorkspaceState, command: WorkspaceCommand, context: Context): Answer {
  if (!context.actor.administrator && context.actor.id !== CLOCK) return refuse('workspace.administrators-only');
  switch (command.type) {
    case 'workspace.add-person':
      return addPerson(state, command.data, context);
    case 'workspace.change-person':
      return changePerson(state, command.data);
    case 'workspace.set-policy': {
      const policy = differing(command.data.policy, state.policy);
      return policy === null
        ? refuse('workspace.unchanged')
        : accept({ type: 'workspace.policy-set', data: { policy } });
    }
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

function addPerson(state: WorkspaceState, data: Say<'workspace.add-person'>, context: Context): Answer {
  const person = personIdOf(context.commandId);
  // The same command can only come again after the log forgot its id: the person is there already.
  if (Object.hasOwn(state.people, person)) return accept();
  const { name, area, trained = false, administrator = false, observer = false } = data;
  return accept({
    type: 'workspace.person-added',
    data: { person, name, ...(area === undefined ? {} : { area }), trained, administrator, observer },
  });
}

function changePerson(state: WorkspaceState, data: Say<'workspace.change-person'>): Answer {
  const { person, ...wanted } = data;
  const known = Object.hasOwn(state.people, person) ? state.people[person] : undefined;
  if (known === undefined) return refuse('workspace.unknown-person', { person });
  const changed = differing(wanted, known);
  if (changed === null) return refuse('workspace.unchanged');
  if (isAdministrator(known) && !isAdministrator({ ...known, ...changed }) && administrators(state) === 1) {
    return refuse('workspace.last-administrator', { person });
  }
  return accept({ type: 'workspace.person-changed', data: { person, ...changed } });
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

/** The wanted values that are not so already; null when there are none. */
function differing<Wanted extends object>(wanted: Wanted, known: object): Wanted | null {
  const changed = Object.entries(wanted).filter(
    ([name, value]) => value !== undefined && value !== (known as Record<string, unknown>)[name],
  );
  return changed.length === 0 ? null : (Object.fromEntries(changed) as Wanted);
}

const isAdministrator = (person: Pick<Person, 'administrator' | 'active'>): boolean =>
  person.administrator && person.active;
const administrators = (state: WorkspaceState): number => Object.values(state.people).filter(isAdministrator).length;

/** Folds one commit. Throws UnknownEvent on a word of a newer law. */
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
  'workspace.person-added': (state, { person: id, area = null, ...rest }, { at: addedAt }) => ({
    ...state,
    people: { ...state.people, [id]: { id, area, ...rest, active: true, addedAt } },
  }),
  'workspace.person-changed': (state, { person: id, ...changed }) => {
    const known = state.people[id];
    return known === undefined ? state : { ...state, people: { ...state.people, [id]: { ...known, ...changed } } };
  },
  'workspace.policy-set': (state, { policy }) => ({ ...state, policy: { ...state.policy, ...policy } }),
  'workspace.template-set': (state, { headings }) => ({ ...state, template: headings }),
  ...serviceFolds,
  'workspace.room-registered': (state, { room, request }) => ({
    ...state,
    lastNumber: Number(room.slice(room.indexOf('-') + 1)),
    rooms: { ...state.rooms, [request]: room },
  }),
});

export function due(): Instant | null {
  return null;
}
