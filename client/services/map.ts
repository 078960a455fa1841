/**
 * The service map as this browser knows it, and the people it may name. Loaded from the server when needed and
 * after each change; nothing pushes it, because it changes once a week. No React here.
 */
import type { Service } from '../../shared/workspace/words.ts';
import { call, type Called } from '../session/me.ts';
import { Store } from '../session/store.ts';

export interface PersonListed {
  readonly id: string;
  readonly name: string;
  readonly area?: string | null;
  readonly active?: boolean;
}

export interface ServiceMap {
  /** Before the first answer an empty map means nothing. */
  readonly known: boolean;
  /** By name, as a person looks for them. */
  readonly services: readonly Service[];
  readonly people: readonly PersonListed[];
  /** Why it could not be read. */
  readonly problem: string | null;
}

export const serviceMap = new Store<ServiceMap>({ known: false, services: [], people: [], problem: null });

type Listed = { readonly services: readonly Service[] };

export async function learnMap(): Promise<void> {
  const [map, people] = await Promise.all([
    call<Listed>('GET', '/api/services'),
    call<{ readonly people: readonly PersonListed[] }>('GET', '/api/people'),
  ]);
  if (people.ok) serviceMap.change({ people: people.body.people });
  if (map.ok) hold(map.body.services);
  else serviceMap.change({ problem: map.message });
}

/** Sets one service; if it is the same already, that counts as done. */
export async function setService({ id, ...body }: Service): Promise<Called<object>> {
  return settled(await call('PUT', `/api/services/${id}`, body));
}

export async function removeService(id: string): Promise<Called<object>> {
  return settled(await call('DELETE', `/api/services/${id}`));
}

export async function importServices(services: readonly Service[]): Promise<Called<object>> {
  return settled(await call('POST', '/api/services/import', { services }));
}

async function settled(answer: Called<object>): Promise<Called<object>> {
  const done: Called<object> = !answer.ok && answer.code === 'workspace.unchanged' ? { ok: true, body: {} } : answer;
  if (done.ok) await learnMap();
  return done;
}

function hold(services: readonly Service[]): void {
  serviceMap.change({
    known: true,
    problem: null,
    services: services.toSorted((one, other) => one.name.localeCompare(other.name)),
  });
}

/** The services that name this one among what they depend on. */
export const usedBy = (services: readonly Service[], id: string): readonly Service[] =>
  services.filter((service) => service.dependsOn?.includes(id) === true);

export const dependenciesOf = (services: readonly Service[], service: Service): readonly Service[] =>
  services.filter((each) => service.dependsOn?.includes(each.id) === true);

/** A search may name the service, what it is for, or any of its contacts. */
export function matching(services: readonly Service[], query: string): readonly Service[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return services.filter((service) => {
    const text = [
      service.id,
      service.name,
      service.about,
      service.owner?.name,
      service.expert?.name,
      service.escalation?.name,
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const MOST_AROUND = 16;

/**
 * Everything connected to a service in either direction, itself included; only its neighbours when the rest would be
 * unreadable.
 */
export function around(services: readonly Service[], service: Service): readonly Service[] {
  const near = new Set([service, ...dependenciesOf(services, service), ...usedBy(services, service.id)]);
  const far = new Set([
    ...reached(service, (each) => dependenciesOf(services, each)),
    ...reached(service, (each) => usedBy(services, each.id)),
  ]);
  const chosen = far.size > MOST_AROUND ? near : far;
  return services.filter((each) => chosen.has(each));
}

function reached(from: Service, next: (service: Service) => readonly Service[]): ReadonlySet<Service> {
  const found = new Set([from]);
  for (const each of found) for (const further of next(each)) found.add(further);
  return found;
}
