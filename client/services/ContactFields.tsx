/** Who to contact: three names. A name that someone here has is linked to them, and the field says so. */
import { useId, type ReactNode } from 'react';
import type { Service } from '../../shared/workspace/words.ts';
import { useStore } from '../session/store-hooks.ts';
import { within } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { contactOf, ROLE_TITLES, ROLES, type Draft, type Role } from './draft.ts';
import { serviceMap, type PersonListed } from './map.ts';
import styles from './Services.module.css';

interface ContactFieldsProps {
  readonly draft: Draft;
  readonly blank: Draft;
  readonly before: Service | null;
  readonly onChange: (patch: Partial<Draft>) => void;
}

const ASKS: Readonly<Record<Role, string>> = {
  owner: 'who’s responsible',
  expert: 'who knows how it works',
  escalation: 'if neither responds',
};

export function ContactFields({ draft, blank, before, onChange }: ContactFieldsProps): ReactNode {
  const { people } = useStore(serviceMap);
  const names = useId();
  return (
    <div className={styles['threes']}>
      <datalist id={names}>
        {people
          .filter((person) => person.active !== false)
          .map((person) => (
            <option key={person.id} value={person.name}>
              {person.area ?? ''}
            </option>
          ))}
      </datalist>
      {ROLES.map((role) => (
        <Field
          key={role}
          label={`${ROLE_TITLES[role]}: ${ASKS[role]}`}
          list={names}
          most={120}
          hint={meaning(draft[role], before?.[role], people)}
          draft={within(draft[role], (name) => onChange({ [role]: name }), blank[role])}
        />
      ))}
    </div>
  );
}

function meaning(written: string, before: Service['owner'], people: readonly PersonListed[]): string {
  const contact = contactOf(written, before, people);
  if (contact === undefined) return 'A person, a team or a number';
  if (contact.person !== undefined) return 'In this workspace';
  const same = people.filter(
    (person) => person.active !== false && person.name.toLowerCase() === contact.name.toLowerCase(),
  ).length;
  return same > 1 ? `${same} people here have this name, so it isn’t linked` : 'Not in this workspace';
}
