/**
 * Naming the impacted services: ticked on the map, or written down when the map does not know them. Names and owners are copied
 * into the room's log, so that it can be read when the map has long changed.
 */
import { useState, type ReactNode } from 'react';
import type { ImpactedService } from '../../shared/incident/words.ts';
import type { Service } from '../../shared/workspace/words.ts';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { idFor } from './draft.ts';
import styles from './Impacted.module.css';
import { serviceMap } from './map.ts';
import { PickServices } from './PickServices.tsx';
import { closeServices } from './screen.ts';

export function ImpactedDialog(): ReactNode {
  const present = useRoom((room) => room.incident.services);
  const { services, known, problem } = useStore(serviceMap);
  const [chosen, setChosen] = useState<readonly string[]>(() => present.map(({ id }) => id));
  const [written, setWritten] = useState<readonly ImpactedService[]>([]);
  const others = [...present, ...written].filter(({ id }) => services.every((service) => service.id !== id));
  const all: readonly Service[] = [...services, ...others.map(({ id, name }) => ({ id, name }))];
  const data = { services: chosen.flatMap((id) => copyOf(id, services, others)) };
  const write = (name: string): void => {
    const id = idFor(name) || `named-${written.length + 1}`;
    if (all.every((service) => service.id !== id)) setWritten([...written, { id, name }]);
    setChosen([...chosen.filter((each) => each !== id), id]);
  };
  return (
    <Dialog
      open
      onClose={closeServices}
      title="Impacted services"
      actions={
        <CommandButton
          look="primary"
          type="incident.set-services"
          data={data}
          unready={chosen.length > 30 ? 'Thirty at most: name those that customers feel.' : null}
          onDone={closeServices}
        >
          {chosen.length === 0
            ? 'Name none'
            : `Name ${chosen.length === 1 ? 'one service' : `${chosen.length} services`}`}
        </CommandButton>
      }
    >
      {problem === null ? null : <p role="alert">{problem}</p>}
      {known && all.length === 0 ? (
        <p className={styles['none']}>
          The map of services is empty. Write down what is hit; draw the map in a quiet hour.
        </p>
      ) : null}
      {all.length === 0 ? null : (
        <PickServices label="What is hit? Unsure counts as hit." services={all} chosen={chosen} onChoose={setChosen} />
      )}
      <NotOnTheMap onWrite={write} />
    </Dialog>
  );
}

function NotOnTheMap({ onWrite }: { readonly onWrite: (name: string) => void }): ReactNode {
  const [name, setName] = useState('');
  const add = (): void => {
    if (name.trim() === '') return;
    onWrite(name.trim());
    setName('');
  };
  return (
    <form className={styles['write']} onSubmit={(event) => (event.preventDefault(), add())}>
      <Field
        label="Not on the map? Write its name"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit">Add</Button>
    </form>
  );
}

/** As it goes into the log: what the map says now; else what stood in the room already. */
function copyOf(
  id: string,
  services: readonly Service[],
  others: readonly ImpactedService[],
): readonly ImpactedService[] {
  const onMap = services.find((service) => service.id === id);
  if (onMap === undefined) return others.filter((each) => each.id === id).slice(0, 1);
  const owner = onMap.owner?.person;
  return [{ id, name: onMap.name, ...(owner === undefined ? {} : { owner }) }];
}
