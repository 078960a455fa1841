/**
 * The services this incident impacts, in one line below the Now block: a press on one says who owns it, the plus picks
 * them from the map. Above it, for the commander only, a warning when one of them is their own.
 */
import { Plus, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImpactedService } from '../../shared/incident/words.ts';
import { useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useKeys } from '../ui/keys.ts';
import { OwnerWarning } from './OwnerWarning.tsx';
import styles from './Impacted.module.css';
import { servicesDialog } from './screen.ts';

export function ImpactedServices({ handOff }: { readonly handOff: ReactNode }): ReactNode {
  const services = useRoom((room) => room.incident.services);
  useKeys([
    {
      does: 'Who owns this?',
      also: 'service owner expert escalation dashboard runbook on call',
      run: () => servicesDialog.open({ open: 'owner' }),
    },
    {
      does: 'Set impacted services',
      also: 'affected systems checkout',
      command: { type: 'incident.set-services', data: asked(services) },
      run: () => servicesDialog.open({ open: 'impacted' }),
    },
  ]);
  return (
    <>
      <OwnerWarning handOff={handOff} />
      <section className={styles['line']} aria-label="Impacted services">
        <span>Impacted</span>
        <ul>
          {services.length === 0 ? (
            <li className={styles['none']}>no service set yet</li>
          ) : (
            services.map((service) => <Chip key={service.id} service={service} />)
          )}
        </ul>
        <CommandButton
          size="small"
          look="quiet"
          type="incident.set-services"
          data={asked(services)}
          onPress={() => servicesDialog.open({ open: 'impacted' })}
          aria-label="Set impacted services"
        >
          <Plus size={16} aria-hidden="true" />
        </CommandButton>
        <Button size="small" look="quiet" onClick={() => servicesDialog.open({ open: 'owner' })}>
          <Search size={14} aria-hidden="true" />
          Who owns this?
        </Button>
      </section>
    </>
  );
}

/** A sample that differs from the current value, so that the domain says who may, and not that nothing changed. */
const asked = (services: readonly ImpactedService[]): { services: readonly ImpactedService[] } => ({
  services: services.length === 0 ? [{ id: 'x', name: 'x' }] : [],
});

function Chip({ service }: { readonly service: ImpactedService }): ReactNode {
  const you = useYou();
  return (
    <li>
      <button
        type="button"
        className={styles['chip']}
        aria-label={`${service.name}${service.owner === you ? ', yours' : ''}: who owns it?`}
        onClick={() => servicesDialog.open({ open: 'owner', service: service.id })}
      >
        {service.name}
        {service.owner === you ? <small>yours</small> : null}
      </button>
    </li>
  );
}
