/**
 * Choosing services from the map: those chosen before come first, typing narrows the others. A tick moves nothing under
 * the finger; what is ticked never leaves the screen. A name that is not on the map is added from the same line, but only
 * below what was found; Enter takes the first that was found.
 */
import { Plus } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { Button } from '../ui/Button.tsx';
import { isComposing } from '../ui/composing.ts';
import type { TextDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { isSameName } from './useLeftOver.ts';
import { matching } from './map.ts';
import styles from './Impacted.module.css';
import type { Service } from '../../shared/workspace/words.ts';

interface PickServicesProps {
  readonly label: string;
  readonly services: readonly Service[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
  /** For a name that no service has. */
  readonly onAdd?: (name: string) => void;
  /** Where what is typed is kept. */
  readonly sought?: Pick<TextDraft, 'value' | 'set'>;
  readonly line?: Ref<HTMLInputElement>;
  /** What to do first with what was typed. */
  readonly left?: string | null;
}

const MOST_SHOWN = 6;
const MOST_NAME = 80;

export function PickServices({
  label,
  services,
  chosen,
  onChoose,
  onAdd,
  sought,
  line,
  left = null,
}: PickServicesProps): ReactNode {
  const [here, setHere] = useState('');
  const { value: query, set: setQuery } = sought ?? { value: here, set: setHere };
  const [first] = useState(chosen);
  const others = matching(services, query).filter(({ id }) => !first.includes(id));
  const shown = others.slice(0, MOST_SHOWN);
  const top = services.filter(
    ({ id }) => first.includes(id) || (chosen.includes(id) && shown.every((each) => each.id !== id)),
  );
  const toggle = (id: string): void =>
    onChoose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  const name = query.trim();
  const isNew = onAdd !== undefined && name !== '' && services.every((service) => !isSameName(service.name, name));
  const add = (): void => {
    if (name.length > MOST_NAME) return;
    onAdd?.(name);
    setQuery('');
  };
  const entered = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || isComposing(event.nativeEvent) || name === '')
      return;
    event.preventDefault();
    const [found] = matching(services, query);
    if (found === undefined) return isNew ? add() : undefined;
    if (!chosen.includes(found.id)) onChoose([...chosen, found.id]);
    setQuery('');
  };
  return (
    <fieldset className={styles['pick']}>
      <legend>{label}</legend>
      {onAdd !== undefined || services.length > MOST_SHOWN ? (
        <Field
          label={labelOf(services.length, onAdd !== undefined)}
          type="search"
          ref={line}
          aria-invalid={left !== null}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={entered}
        />
      ) : null}
      {left === null ? null : (
        <p role="alert" className={styles['left']}>
          {left}
        </p>
      )}
      <Ticks services={[...top, ...shown]} chosen={chosen} onToggle={toggle} />
      {isNew ? (
        <Button size="small" onClick={add} aria-disabled={name.length > MOST_NAME}>
          <Plus size={14} aria-hidden="true" />
          {name.length > MOST_NAME ? `At most ${MOST_NAME} letters` : `Add “${name}”, which is not on the map`}
        </Button>
      ) : null}
      {others.length > MOST_SHOWN ? <p>{others.length - MOST_SHOWN} more: type part of the name.</p> : null}
      {others.length === 0 && top.length === 0 && !isNew && services.length + Number(onAdd === undefined) > 0 ? (
        <p>{services.length === 0 ? 'No other services on the map yet.' : 'No matches.'}</p>
      ) : null}
    </fieldset>
  );
}

interface TicksProps {
  readonly services: readonly Service[];
  readonly chosen: readonly string[];
  readonly onToggle: (id: string) => void;
}

function Ticks({ services, chosen, onToggle }: TicksProps): ReactNode {
  return (
    <ul>
      {services.map(({ id, name, owner }) => (
        <li key={id}>
          <label>
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => onToggle(id)} />
            <span>
              {name}
              <small>{owner?.name ?? 'no owner'}</small>
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}

function labelOf(known: number, mayAdd: boolean): string {
  if (!mayAdd) return `Search in ${known}`;
  return known === 0 ? 'Name of a service' : 'Search the map, or type another name';
}
