/**
 * Naming the impacted services: ticked on the map, or written down when they are not on it. Names and owners are copied
 * into the room's log, so that it can be read when the map has long changed.
 */
import type { ReactNode } from 'react';
import type { ImpactedService } from '../../shared/incident/words.ts';
import type { Service } from '../../shared/workspace/words.ts';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { idFor } from './draft.ts';
import styles from './Impacted.module.css';
import { serviceMap } from './map.ts';
import { PickServices } from './PickServices.tsx';
import { servicesDialog } from './screen.ts';
import { useLeftOver } from './useLeftOver.ts';

interface Chosen {
  readonly chosen: readonly string[];
  /** Those that are not on the map. */
  readonly written: readonly ImpactedService[];
}

export function ImpactedDialog(): ReactNode {
  const present = useRoom((room) => room.incident.services);
  const { services, known, problem } = useStore(serviceMap);
  const draft = useDraft<Chosen>('services.impacted', { chosen: present.map(({ id }) => id), written: [] });
  const sought = useDraft('services.impacted.sought', '');
  const { chosen, written } = draft.value;
  const others = [...present, ...written].filter(({ id }) => services.every((service) => service.id !== id));
  const all: readonly Service[] = [...services, ...others.map(({ id, name }) => ({ id, name }))];
  const ids = all.map(({ id }) => id);
  const data = { services: chosen.flatMap((id) => copyOf(id, services, others)) };
  const write = (name: string): void => {
    const alike = all.find((service) => service.name === name);
    const id = alike?.id ?? idFor(name, ids, 'named');
    const isNew = all.every((service) => service.id !== id);
    draft.set({
      written: isNew ? [...written, { id, name }] : written,
      chosen: [...chosen.filter((each) => each !== id), id],
    });
  };
  const left = useLeftOver(sought.value, all, chosen);
  const startOver = (): void => {
    draft.clear();
    sought.clear();
  };
  return (
    <Dialog
      open
      onClose={servicesDialog.close}
      title="Impacted services"
      actions={
        <>
          {draft.isBegun ? (
            <Button look="quiet" onClick={startOver}>
              Start over
            </Button>
          ) : null}
          <CommandButton
            look="primary"
            type="incident.set-services"
            sends={[draft, sought]}
            unready={chosen.length > 30 ? 'Thirty at most: choose the ones with customer impact.' : null}
            onDone={servicesDialog.close}
            {...(left.isLeft ? { data: changed(data.services), onPress: left.tell } : { data })}
          >
            {chosen.length === 0
              ? present.length === 0
                ? 'Set services'
                : 'Remove all services'
              : `Set ${chosen.length === 1 ? 'one service' : `${chosen.length} services`}`}
          </CommandButton>
        </>
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
        onChoose={(next) => {
          if (next.length > chosen.length) left.use();
          draft.set({ written, chosen: next });
        }}
        onAdd={write}
        sought={sought}
        line={left.line}
        left={left.told}
      />
    </Dialog>
  );
}

/** With what is left over they will not be as they are: the domain says who may set them, and not that nothing changed. */
const changed = (services: readonly ImpactedService[]): { services: readonly ImpactedService[] } => ({
  services: [...services, { id: 'sample', name: 'sample' }],
});

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
