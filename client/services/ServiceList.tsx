/** Every service by name with its owner, narrowed by typing; arrow keys go through the list from the search field. */
import { useState, type ReactNode, type RefObject } from 'react';
import { Link } from 'wouter';
import type { Service } from '../../shared/workspace/words.ts';
import { Field } from '../ui/Field.tsx';
import { step } from '../ui/steps.ts';
import { matching } from './map.ts';
import styles from './Services.module.css';

interface ServiceListProps {
  readonly services: readonly Service[];
  readonly shown: string | null;
  readonly search: RefObject<HTMLInputElement | null>;
}

export function ServiceList({ services, shown, search }: ServiceListProps): ReactNode {
  const [query, setQuery] = useState('');
  const found = matching(services, query);
  return (
    <nav className={styles['list']} aria-label="Services" onKeyDown={step}>
      <Field
        label="Search services and people"
        type="search"
        ref={search}
        placeholder="checkout, Ana, database"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <p className={styles['count']} role="status">
        {query.trim() === ''
          ? ''
          : found.length === 0
            ? 'No matches. Try part of the name, or a person.'
            : `${found.length} of ${services.length}`}
      </p>
      <ul>
        {found.map((service) => (
          <Entry key={service.id} service={service} shown={service.id === shown} />
        ))}
      </ul>
    </nav>
  );
}

function Entry({ service, shown }: { readonly service: Service; readonly shown: boolean }): ReactNode {
  return (
    <li>
      <Link href={`/services/${service.id}`} className={styles['entry']} aria-current={shown ? 'page' : undefined}>
        <strong>{service.name}</strong>
        <span data-missing={service.owner === undefined}>{service.owner?.name ?? 'no owner'}</span>
      </Link>
    </li>
  );
}
