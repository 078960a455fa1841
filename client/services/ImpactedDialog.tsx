/** Naming the impacted services: ticked on the map, or written down when they are not on it. */
import type { ReactNode } from 'react';
import type { ImpactedService } from '../../shared/incident/words.ts';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { choiceOf, type Chosen } from './choosing.ts';
import styles from './Impacted.module.css';
import { serviceMap } from './map.ts';
import { PickServices } from './PickServices.tsx';
import { servicesDialog } from './screen.ts';
import { useLeftOver } from './useLeftOver.ts';

export function ImpactedDialog(): ReactNode {
  const present = useRoom((room) => room.incident.services);
  const { services, known, problem } = useStore(serviceMap);
  const draft = useDraft<Chosen>('services.impacted', { chosen: present.map(({ id }) => id), written: [] });
  const sought = useDraft('services.impacted.sought', '');
  const { chosen, written } = draft.value;
  const { all, services: impacted, write } = choiceOf(services, present, draft.value);
  const data = { services: impacted };
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
        onAdd={(name) => draft.set(write(name))}
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
