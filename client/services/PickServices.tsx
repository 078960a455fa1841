/**
 * Choosing services from the map: those chosen before come first, typing narrows the others. A tick moves nothing under
 * the finger; what is ticked never leaves the screen.
 */
import { useState, type ReactNode } from 'react';
import { Field } from '../ui/Field.tsx';
import { matching } from './map.ts';
import styles from './Impacted.module.css';
import type { Service } from '../../shared/workspace/words.ts';

interface PickServicesProps {
  readonly label: string;
  readonly services: readonly Service[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

const MOST_SHOWN = 6;

export function PickServices({ label, services, chosen, onChoose }: PickServicesProps): ReactNode {
  const [query, setQuery] = useState('');
  const [first] = useState(chosen);
  const others = matching(services, query).filter(({ id }) => !first.includes(id));
  const shown = others.slice(0, MOST_SHOWN);
  const top = services.filter(
    ({ id }) => first.includes(id) || (chosen.includes(id) && shown.every((each) => each.id !== id)),
  );
  const toggle = (id: string): void =>
    onChoose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <fieldset className={styles['pick']}>
      <legend>{label}</legend>
      {services.length > MOST_SHOWN ? (
        <Field
          label={`Search in ${services.length}`}
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      ) : null}
      <ul>
        {[...top, ...shown].map((service) => (
          <li key={service.id}>
            <label>
              <input type="checkbox" checked={chosen.includes(service.id)} onChange={() => toggle(service.id)} />
              <span>
                {service.name}
                <small>{service.owner?.name ?? 'no owner'}</small>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {others.length > MOST_SHOWN ? <p>{others.length - MOST_SHOWN} more: type part of the name.</p> : null}
      {others.length === 0 && top.length === 0 ? (
        <p>{services.length === 0 ? 'No other services on the map yet.' : 'No matches.'}</p>
      ) : null}
    </fieldset>
  );
}
