/**
 * A service while someone writes it: texts as they are typed, turned into a service, or into what is missing, by field.
 */
import { beginningOf } from '../ui/graphemes.ts';
import type { Service } from '../../shared/workspace/words.ts';
import { isHttps, isId, personNamed } from './file.ts';
import type { PersonListed } from './map.ts';

export const ROLES = ['owner', 'expert', 'escalation'] as const;
export type Role = (typeof ROLES)[number];
export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  expert: 'Expert',
  escalation: 'Escalation',
};

export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly owner: string;
  readonly expert: string;
  readonly escalation: string;
  /** One link on each line: a title, then the address. */
  readonly dashboards: string;
  readonly runbooks: string;
  readonly dependsOn: readonly string[];
}

export type Problems = Readonly<Partial<Record<keyof Draft, string>>>;

export const draftOf = (service: Service | null): Draft => ({
  id: service?.id ?? '',
  name: service?.name ?? '',
  about: service?.about ?? '',
  owner: service?.owner?.name ?? '',
  expert: service?.expert?.name ?? '',
  escalation: service?.escalation?.name ?? '',
  dashboards: linesOf(service?.dashboards),
  runbooks: linesOf(service?.runbooks),
  dependsOn: service?.dependsOn ?? [],
});

const linesOf = (links: Service['dashboards'] = []): string =>
  links.map(({ title, url }) => `${title} ${url}`).join('\n');

/** Latin letters that are no other letter with an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * "Cart & checkout" -> "cart-checkout", "Équipe" -> "equipe": what a new service is called by files and commands. A name
 * in another alphabet gives a number, because half of a name would name something else.
 */
export function idFor(name: string, taken: readonly string[], otherwise: 'service' | 'named'): string {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? '');
  const id = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-|-$/g, '');
  if (name.trim() === '' || (id !== '' && !/[^a-z]/.test(plain.replace(/\P{L}/gu, '')))) return id;
  let number = 1;
  while (taken.includes(`${otherwise}-${number}`)) number += 1;
  return `${otherwise}-${number}`;
}

/** `before`: the service as it is; a person who was linked stays linked as long as the name stays. */
export function serviceOf(draft: Draft, before: Service | null, people: readonly PersonListed[]): Service {
  const { id, name, about, dependsOn } = draft;
  const contacts = ROLES.flatMap((role) => {
    const contact = contactOf(draft[role], before?.[role], people);
    return contact === undefined ? [] : [[role, contact] as const];
  });
  const [dashboards, runbooks] = [linksOf(draft.dashboards).links, linksOf(draft.runbooks).links];
  return {
    id,
    name: name.trim(),
    ...(about.trim() === '' ? {} : { about: about.trim() }),
    ...Object.fromEntries(contacts),
    dashboards,
    runbooks,
    dependsOn: [...dependsOn],
  };
}

export function contactOf(
  written: string,
  before: Service['owner'],
  people: readonly PersonListed[],
): Service['owner'] {
  const name = written.trim();
  if (name === '') return undefined;
  if (before?.person !== undefined && before.name === name) return before;
  const person = personNamed(people, name);
  return person === null ? { name } : { name: person.name, person: person.id };
}

interface Links {
  readonly links: Array<{ title: string; url: string }>;
  readonly problem: string | null;
}

function linksOf(text: string): Links {
  const links: Links['links'] = [];
  const lines = text.split('\n').map((line) => line.trim());
  for (const [place, line] of lines.entries()) {
    if (line === '') continue;
    const url = line.split(/\s+/).at(-1) ?? '';
    if (!isHttps(url))
      return { links, problem: `Line ${place + 1} must end with a full URL that starts with https://.` };
    links.push({ title: beginningOf(line.slice(0, -url.length).trim() || new URL(url).hostname, 80), url });
  }
  return links.length > 10
    ? { links, problem: 'Ten links at most. Keep the most useful ones.' }
    : { links, problem: null };
}

const MOST: Readonly<Partial<Record<keyof Draft, number>>> = {
  name: 80,
  about: 300,
  owner: 120,
  expert: 120,
  escalation: 120,
};

const tooLong = (draft: Draft): Problems =>
  Object.fromEntries(
    Object.entries(MOST).flatMap(([field, most]) =>
      String(draft[field as keyof Draft]).trim().length > most ? [[field, `${most} characters at most.`]] : [],
    ),
  );

export function problemsOf(draft: Draft, taken: readonly string[]): Problems {
  const [dashboards, runbooks] = [linksOf(draft.dashboards).problem, linksOf(draft.runbooks).problem];
  return {
    ...(draft.name.trim() === '' ? { name: 'Enter a name.' } : {}),
    ...tooLong(draft),
    ...(isId(draft.id)
      ? {}
      : { id: 'Letters, digits, dots, dashes and underscores, starting with a letter or digit, at most 64.' }),
    ...(taken.includes(draft.id)
      ? { id: 'Another service has this id. Choose another one, or change that service.' }
      : {}),
    ...(dashboards === null ? {} : { dashboards }),
    ...(runbooks === null ? {} : { runbooks }),
  };
}
