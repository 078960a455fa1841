/** Removing a service from the map takes two presses: services that depended on it lose that, and there is no undo. */
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { isolated } from '../../shared/isolated.ts';
import type { Service } from '../../shared/workspace/words.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { toast } from '../ui/toasts.ts';
import { removeService, serviceMap, usedBy } from './map.ts';

export function RemoveButton({
  service,
  onDone,
}: {
  readonly service: Service;
  readonly onDone: () => void;
}): ReactNode {
  const { services } = useStore(serviceMap);
  const [armed, setArmed] = useState(false);
  const [, go] = useLocation();
  const users = usedBy(services, service.id).length;
  const remove = async (): Promise<void> => {
    const answer = await removeService(service.id);
    if (!answer.ok) return toast({ tone: 'refused', text: answer.message });
    toast({ tone: 'done', text: `${isolated(service.name)} is no longer on the map.` });
    onDone();
    go('/services');
  };
  const again = users === 0 ? 'Press again to remove it' : `Press again: ${users} depend on it`;
  return (
    <Button look="danger" onBlur={() => setArmed(false)} onClick={() => (armed ? void remove() : setArmed(true))}>
      {armed ? again : 'Remove'}
    </Button>
  );
}
