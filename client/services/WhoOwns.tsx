/**
 * "Who owns this?": each service with its owner at once; type a part of a service or a person and read who to contact, whether they are in this room, and
 * where to look. The impacted services come first, because people ask about those.
 */
import { useState, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './Impacted.module.css';
import { matching, serviceMap } from './map.ts';
import { servicesDialog } from './screen.ts';
import { ServiceCard } from './ServiceCard.tsx';

const MOST_SHOWN = 8;

export function WhoOwns({ begin }: { readonly begin: string | null }): ReactNode {
  const { services, known, problem } = useStore(serviceMap);
  const impacted = useRoom((room) => room.incident.services);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(begin);
  const isImpacted = (id: string): boolean => impacted.some((each) => each.id === id);
  const found = matching(services, query).toSorted(
    (one, other) => Number(isImpacted(other.id)) - Number(isImpacted(one.id)),
  );
  // The likeliest is open at once: what is impacted, or the first that was found.
  const likely = query === '' && !found.some(({ id }) => isImpacted(id)) ? undefined : found[0];
  const shown =
    chosen === null
      ? (likely ?? (found.length === 1 ? found[0] : undefined))
      : services.find(({ id }) => id === chosen);
  const offMap = known && chosen !== null && shown === undefined ? impacted.find(({ id }) => id === chosen) : undefined;
  return (
    <Dialog open onClose={servicesDialog.close} title="Who owns this?" wide>
      {problem === null ? null : <p role="alert">{problem}</p>}
      {known && services.length === 0 ? (
        <p className={styles['none']}>
          The service map is empty. An administrator can fill it in at{' '}
          <a href="/services" target="_blank" rel="noopener">
            Services
          </a>
          .
        </p>
      ) : null}
      <Field
        label="Service or person"
        type="search"
        placeholder="checkout, Ana, database"
        value={query}
        onChange={(event) => (setQuery(event.target.value), setChosen(null))}
      />
      <p className={styles['none']} role="status">
        {known && found.length === 0 && services.length > 0 ? 'No matches. Try part of the name.' : ''}
      </p>
      <ul className={styles['found']} aria-label="Services found">
        {found.slice(0, MOST_SHOWN).map(({ id, name, owner }) => (
          <li key={id}>
            <button
              type="button"
              className={styles['chip']}
              aria-pressed={id === shown?.id}
              onClick={() => setChosen(id)}
            >
              {name}
              <small>{owner?.name ?? 'no owner'}</small>
              {isImpacted(id) ? <small>impacted</small> : null}
            </button>
          </li>
        ))}
        {found.length > MOST_SHOWN ? <li className={styles['none']}>and {found.length - MOST_SHOWN} more</li> : null}
      </ul>
      {offMap === undefined ? null : (
        <p className={styles['none']}>{offMap.name} isn’t on the map, so no owner is known.</p>
      )}
      {shown === undefined ? null : <ServiceCard service={shown} onGoTo={setChosen} />}
    </Dialog>
  );
}
