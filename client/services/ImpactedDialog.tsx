/**
 * Naming the impacted services: ticked on the map, or written down when they are not on it. Names and owners are copied
 * into the room's log, so that it can be read when the map has long changed.
 */
import { useState, type ReactNode } from 'react';
import type { ImpactedService } from '../../shared/incident/words.ts';
import type { Service } from '../../shared/workspace/words.ts';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { idFor } from './draft.ts';
import styles from './Impacted.module.css';
import { serviceMap } from './map.ts';
import { PickServices } from './PickServices.tsx';
import { servicesDialog } from './screen.ts';

export function ImpactedDialog(): ReactNode {
  const present = useRoom((room) => room.incident.services);
  const { services, known, problem } = useStore(serviceMap);
  const [chosen, setChosen] = useState<readonly string[]>(() => present.map(({ id }) => id));
  const [written, setWritten] = useState<readonly ImpactedService[]>([]);
  const others = [...present, ...written].filter(({ id }) => services.every((service) => service.id !== id));
  const all: readonly Service[] = [...services, ...others.map(({ id, name }) => ({ id, name }))];
  const ids = all.map(({ id }) => id);
  const data = { services: chosen.flatMap((id) => copyOf(id, services, others)) };
  const write = (name: string): void => {
    const alike = all.find((service) => service.name === name);
    const id = alike?.id ?? idFor(name, ids, 'named');
    if (all.every((service) => service.id !== id)) setWritten([...written, { id, name }]);
    setChosen([...chosen.filter((each) => each !== id), id]);
  };
  return (
    <Dialog
      open
      onClose={servicesDialog.close}
      title="Impacted services"
      actions={
        <CommandButton
          look="primary"
          type="incident.set-services"
          data={data}
          unready={chosen.length > 30 ? 'Thirty at most: choose the ones with customer impact.' : null}
          onDone={servicesDialog.close}
        >
          {chosen.length === 0
            ? 'Set none'
            : `Set ${chosen.length === 1 ? 'one service' : `${chosen.length} services`}`}
        </CommandButton>
      }
    >
      {problem === null ? null : <p role="alert">{problem}</p>}
      {known && all.length === 0 ? (
        <p className={styles['none']}>
          The service map is empty. Enter the impacted services here, and fill in the map later.
        </p>
      ) : null}
      <PickServices
        label="What’s impacted? If unsure, include it."
        services={all}
        chosen={chosen}
        onChoose={setChosen}
        onAdd={write}
      />
    </Dialog>
  );
}

/** As it goes into the log: what the map says now; otherwise what the room had already. */
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
