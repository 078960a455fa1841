/**
 * A file with services, checked before it is sent: its errors, by line and field, and what it would change. The server
 * judges it again with the domain; this check shows its author all errors at once.
 */
import type { Service } from '../../shared/workspace/words.ts';
import type { PersonListed } from './map.ts';
import { readJsonText, type Path } from './json-text.ts';

export interface Mistake {
  readonly line: number;
  readonly problem: string;
}

export type ReadFile =
  | { readonly ok: true; readonly services: readonly Service[] }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

type Complain = (path: Path, problem: string) => void;
type Fields = Readonly<Record<string, unknown>>;

const CONTACTS = ['owner', 'expert', 'escalation'];
const LINKS = ['dashboards', 'runbooks'];
const KNOWN = ['id', 'name', 'about', ...CONTACTS, ...LINKS, 'dependsOn'];
const MOST = 500;
/** What the server takes of a file. */
const MOST_CHARACTERS = 960 * 1024;
/** People do not read more, and finding the line of each takes time. */
const MOST_MISTAKES = 100;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the file may refer to besides itself. */
interface Known {
  readonly services: ReadonlyArray<{ readonly id: string }>;
  readonly people: ReadonlyArray<{ readonly id: string }>;
}

export function readServices(text: string, known: Known): ReadFile {
  if (text.length > MOST_CHARACTERS)
    return {
      ok: false,
      mistakes: [{ line: 1, problem: 'This file is too large for one import (960 KB at most). Import it in parts.' }],
    };
  const read = readJsonText(text);
  if ('problem' in read) return { ok: false, mistakes: [read] };
  const found: Mistake[] = [];
  const complain: Complain = (path, problem) =>
    void (found.length < MOST_MISTAKES && found.push({ line: read.lineOf(path), problem }));
  const { list, at } = listIn(read.value);
  if (list === null || list.length === 0)
    complain([], 'A list of services is expected: {"services": [ … ]}, with at least one.');
  else if (list.length > MOST) complain([], `The map holds ${MOST} services; this file has ${list.length}.`);
  else checkAll(list, known, (path, problem) => complain([...at, ...path], problem));
  return found.length > 0
    ? { ok: false, mistakes: found.toSorted((one, other) => one.line - other.line) }
    : { ok: true, services: (list ?? []) as Service[] };
}

/** The export's form, or the bare list. */
function listIn(value: unknown): { readonly list: readonly unknown[] | null; readonly at: Path } {
  if (Array.isArray(value)) return { list: value, at: [] };
  const inside = isFields(value) ? value['services'] : null;
  return { list: Array.isArray(inside) ? inside : null, at: ['services'] };
}

function checkAll(list: readonly unknown[], known: Known, complain: Complain): void {
  const ids = list.map((each) => (isFields(each) ? each['id'] : undefined));
  const all = new Set([...known.services.map(({ id }) => id), ...ids]);
  const people = new Set<unknown>(known.people.map(({ id }) => id));
  if (all.size > MOST) complain([], `The map holds ${MOST} services; with these it would have ${all.size}.`);
  list.forEach((each, place) => {
    const about: Complain = (path, problem) => complain([place, ...path], `${nameOf(each, place)}: ${problem}`);
    if (!isFields(each)) return about([], 'must be an object with id and name.');
    if (ids.indexOf(each['id']) < place) about(['id'], `the id ${shown(each['id'])} appears in this file twice.`);
    checkService(each, all, about);
    for (const role of CONTACTS)
      checkPerson(each[role], people, (problem) => about([role, 'person'], `${role}: ${problem}`));
  });
}

const nameOf = (each: unknown, place: number): string =>
  isFields(each) && typeof each['name'] === 'string' ? each['name'].slice(0, 80) : `Service ${place + 1}`;
/** A value of the file as an error quotes it, whatever it is. */
const shown = (value: unknown): string => JSON.stringify(value).slice(0, 80);
export const isId = (id: unknown): boolean => typeof id === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id);

function checkService(service: Fields, all: ReadonlySet<unknown>, complain: Complain): void {
  const { id, dependsOn = [] } = service;
  for (const field of Object.keys(service))
    if (!KNOWN.includes(field)) complain([field], `there is no field ${shown(field)}. Known are ${KNOWN.join(', ')}.`);
  if (!isId(id))
    complain(
      ['id'],
      'id must be letters, digits, dots, dashes or underscores, starting with a letter or digit, at most 64.',
    );
  checkLine(service['name'], 80, (problem) => complain(['name'], `name ${problem}`));
  if (service['about'] !== undefined)
    checkLine(service['about'], 300, (problem) => complain(['about'], `about ${problem}`));
  for (const role of CONTACTS)
    if (service[role] !== undefined)
      checkContact(service[role], (path, problem) => complain([role, ...path], `${role} ${problem}`));
  for (const kind of LINKS)
    if (service[kind] !== undefined)
      checkLinks(service[kind], (path, problem) => complain([kind, ...path], `${kind} ${problem}`));
  if (!Array.isArray(dependsOn) || dependsOn.length > 50)
    return complain(['dependsOn'], 'dependsOn must be a list of ids, at most 50.');
  dependsOn.forEach((other: unknown, place) => {
    if (other === id) complain(['dependsOn', place], 'it can’t depend on itself.');
    else if (!all.has(other))
      complain(['dependsOn', place], `it depends on ${shown(other)}, which is neither on the map nor in this file.`);
  });
}

function checkLine(value: unknown, most: number, complain: (problem: string) => void): void {
  if (typeof value !== 'string' || value.trim() === '') complain('is missing. Enter one line.');
  else if (value.trim().length > most || /\p{Cc}/u.test(value))
    complain(`must be one line of at most ${most} characters.`);
}

function checkContact(value: unknown, complain: Complain): void {
  if (!isFields(value)) return complain([], 'must be an object: {"name": "Ana"}.');
  checkLine(value['name'], 120, (problem) => complain(['name'], `name ${problem}`));
  const strange = Object.keys(value).find((field) => field !== 'name' && field !== 'person');
  if (strange !== undefined) complain([strange], `has no field ${shown(strange)}, only name and person.`);
}

function checkPerson(contact: unknown, people: ReadonlySet<unknown>, complain: (problem: string) => void): void {
  const person = isFields(contact) ? contact['person'] : undefined;
  if (person !== undefined && !people.has(person))
    complain(
      `no one here has the id ${shown(person)}. Leave "person" out: a name that matches one person is linked automatically.`,
    );
}

function checkLinks(value: unknown, complain: Complain): void {
  if (!Array.isArray(value) || value.length > 10)
    return complain([], 'must be a list of at most 10 links: {"title": …, "url": …}.');
  value.forEach((each: unknown, place) => {
    if (!isFields(each)) return complain([place], 'has an entry that isn’t a link: {"title": …, "url": …}.');
    checkLine(each['title'], 80, (problem) => complain([place, 'title'], `title ${problem}`));
    if (!isHttps(each['url'])) complain([place, 'url'], 'url must be a full URL that starts with https://.');
  });
}

export const isHttps = (url: unknown): boolean =>
  typeof url === 'string' && url.length <= 2000 && URL.canParse(url) && new URL(url).protocol === 'https:';

/** Names that only one active person here has are linked to that person; so a file does not need ids. */
export function withPeople(
  services: readonly Service[],
  people: readonly PersonListed[],
): { readonly services: readonly Service[]; readonly linked: number } {
  let linked = 0;
  const link = (contact: Service['owner']): Service['owner'] => {
    const person = contact === undefined || contact.person !== undefined ? null : personNamed(people, contact.name);
    if (contact === undefined || person === null) return contact;
    linked += 1;
    return { ...contact, person: person.id };
  };
  const all = services.map((service) => {
    const contacts = Object.fromEntries(
      Object.entries({
        owner: link(service.owner),
        expert: link(service.expert),
        escalation: link(service.escalation),
      }).filter(([, contact]) => contact !== undefined),
    );
    return { ...service, ...contacts };
  });
  return { services: all, linked };
}

export function personNamed(people: readonly PersonListed[], name: string): PersonListed | null {
  const found = people.filter(
    (person) => person.active !== false && person.name.toLowerCase() === name.trim().toLowerCase(),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}
