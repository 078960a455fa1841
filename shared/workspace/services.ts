/**
 * The service map: which services there are, who to contact, what they depend on. Administrators maintain it; the owner
 * named for a service may set that one. What always holds: a service depends only on services of the map, and not on
 * itself. Cycles of two or more are allowed, because they exist.
 */
import { accept, refuse, type Folds, type Refused, type Verdict } from '../decider.ts';
import { CLOCK, type Context } from '../envelope.ts';
import type { Service, WorkspaceCommand, WorkspaceEvent, WorkspaceState } from './words.ts';

type ServiceCommand = Extract<WorkspaceCommand, { type: `${string}-service` | `${string}-services` }>;
type ServiceEvent = Extract<WorkspaceEvent, { type: `${string}.service${string}` }>;
type Services = WorkspaceState['services'];

const MOST = 500;

export function decideService(
  state: WorkspaceState,
  command: ServiceCommand,
  { actor }: Context,
): Verdict<WorkspaceEvent> {
  const isAdministrator = actor.administrator || actor.id === CLOCK;
  switch (command.type) {
    case 'workspace.set-service':
      return (
        (isAdministrator ? null : notTheirs(state, command.data.service.id, actor.id)) ??
        setService(state, tidy(command.data.service))
      );
    case 'workspace.remove-service':
      return isAdministrator
        ? removeService(state.services, command.data.service)
        : refuse('workspace.administrators-only');
    case 'workspace.import-services':
      return isAdministrator
        ? importServices(state, command.data.services.map(tidy))
        : refuse('workspace.administrators-only');
  }
}

function setService(state: WorkspaceState, service: Service): Verdict<WorkspaceEvent> {
  const refusal = unfit(state, [service]);
  if (refusal !== null) return refusal;
  return isAsBefore(state.services, service)
    ? refuse('workspace.unchanged')
    : accept({ type: 'workspace.service-set', data: { service } });
}

function removeService(services: Services, id: string): Verdict<WorkspaceEvent> {
  const known = find(services, id);
  return known === null
    ? refuse('workspace.unknown-service', { service: id })
    : accept({ type: 'workspace.service-removed', data: { service: id, name: known.name } });
}

/** All of them or none; only what differs is written. */
function importServices(state: WorkspaceState, services: readonly Service[]): Verdict<WorkspaceEvent> {
  const refusal = unfit(state, services);
  if (refusal !== null) return refusal;
  const changed = services.filter((service) => !isAsBefore(state.services, service));
  return changed.length === 0
    ? refuse('workspace.unchanged')
    : accept({ type: 'workspace.services-imported', data: { services: changed } });
}

/** Why a person who is no administrator may not set this one; null when they are its owner. */
function notTheirs({ services, people }: WorkspaceState, id: string, person: string): Refused | null {
  const known = find(services, id);
  if (known === null) return refuse('workspace.administrators-only');
  const isOwner = known.owner?.person === person && Object.hasOwn(people, person) && people[person]?.active === true;
  return isOwner ? null : refuse('workspace.not-your-service', { service: known.name });
}

/** What keeps these services from being on the map together with those that are there. */
function unfit({ services, people }: WorkspaceState, wanted: readonly Service[]): Refused | null {
  const ids = new Set([...Object.keys(services), ...wanted.map(({ id }) => id)]);
  if (ids.size > MOST) return refuse('workspace.too-many-services', { most: MOST });
  for (const { id, name, dependsOn = [], owner, expert, escalation } of wanted) {
    if (dependsOn.includes(id)) return refuse('workspace.depends-on-itself', { service: name });
    const unknown = dependsOn.find((other) => !ids.has(other));
    if (unknown !== undefined) return refuse('workspace.depends-on-unknown', { service: name, dependsOn: unknown });
    const stranger = [owner, expert, escalation].find(
      (contact) => contact?.person !== undefined && !Object.hasOwn(people, contact.person),
    );
    if (stranger !== undefined) return refuse('workspace.unknown-person', { person: stranger.person, service: name });
  }
  return null;
}

/**
 * In one form: empty lists left out, nothing named twice, fields in one order. So that the same service is the same
 * text.
 */
function tidy({
  id,
  name,
  about,
  owner,
  expert,
  escalation,
  dashboards = [],
  runbooks = [],
  dependsOn = [],
}: Service): Service {
  return {
    id,
    name,
    ...(about === undefined ? {} : { about }),
    ...Object.fromEntries(
      Object.entries({ owner, expert, escalation }).flatMap(([role, contact]) =>
        contact === undefined ? [] : [[role, tidyContact(contact)]],
      ),
    ),
    ...(dashboards.length === 0 ? {} : { dashboards: dashboards.map(({ title, url }) => ({ title, url })) }),
    ...(runbooks.length === 0 ? {} : { runbooks: runbooks.map(({ title, url }) => ({ title, url })) }),
    ...(dependsOn.length === 0 ? {} : { dependsOn: [...new Set(dependsOn)].toSorted() }),
  };
}

const tidyContact = ({ name, person }: NonNullable<Service['owner']>): object =>
  person === undefined ? { name } : { name, person };
const find = (services: Services, id: string): Service | null =>
  Object.hasOwn(services, id) ? (services[id] ?? null) : null;
const isAsBefore = (services: Services, service: Service): boolean =>
  JSON.stringify(find(services, service.id)) === JSON.stringify(service);

export const serviceFolds: Folds<WorkspaceState, ServiceEvent> = {
  'workspace.service-set': (state, { service }) => ({
    ...state,
    services: { ...state.services, [service.id]: service },
  }),
  'workspace.services-imported': (state, { services }) => ({
    ...state,
    services: { ...state.services, ...Object.fromEntries(services.map((service) => [service.id, service])) },
  }),
  'workspace.service-removed': (state, { service: gone }) => {
    const others = Object.values(state.services).filter(({ id }) => id !== gone);
    return { ...state, services: Object.fromEntries(others.map((service) => [service.id, without(service, gone)])) };
  },
};

/** The same service, no longer depending on the one that is gone. */
function without(service: Service, gone: string): Service {
  if (service.dependsOn?.includes(gone) !== true) return service;
  const { dependsOn, ...rest } = service;
  const left = dependsOn.filter((id) => id !== gone);
  return left.length === 0 ? rest : { ...rest, dependsOn: left };
}
