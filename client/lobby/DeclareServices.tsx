/**
 * The impacted services of an incident that is being declared, chosen as in its room: folded until someone wants it, and
 * open while something is chosen or typed.
 */
import { useEffect, type ReactNode } from 'react';
import { choiceOf, type Choice, type Chosen } from '../services/choosing.ts';
import { learnMap, serviceMap } from '../services/map.ts';
import { PickServices } from '../services/PickServices.tsx';
import { useLeftOver, type LeftOver } from '../services/useLeftOver.ts';
import { useStore } from '../session/store-hooks.ts';
import styles from './Declare.module.css';

export interface ServicesWish {
  readonly impacted: Chosen;
  /** What is typed to find or add one. */
  readonly sought: string;
}

export const NO_SERVICES: ServicesWish = { impacted: { chosen: [], written: [] }, sought: '' };

export interface ChosenServices extends Pick<Choice, 'all' | 'services' | 'write'> {
  readonly left: LeftOver;
}

export function useChosenServices({ impacted, sought }: ServicesWish): ChosenServices {
  const { services: map } = useStore(serviceMap);
  const choice = choiceOf(map, [], impacted);
  const left = useLeftOver(sought, choice.all, impacted.chosen);
  return { ...choice, left };
}

interface DeclareServicesProps {
  readonly wish: ServicesWish;
  readonly of: ChosenServices;
  readonly onChange: (patch: Partial<ServicesWish>) => void;
}

export function DeclareServices({ wish, of: { all, write, left }, onChange }: DeclareServicesProps): ReactNode {
  const { impacted, sought } = wish;
  const count = impacted.chosen.length;
  useEffect(() => void learnMap(), []);
  return (
    <details className={styles['services']} open={count > 0 || sought !== '' || undefined}>
      <summary>
        Impacted services <small>{count === 0 ? 'optional' : `${count} chosen`}</small>
      </summary>
      <PickServices
        label="What’s impacted? If unsure, include it."
        services={all}
        chosen={impacted.chosen}
        onChoose={(chosen) => {
          if (chosen.length > count) left.use();
          onChange({ impacted: { ...impacted, chosen } });
        }}
        onAdd={(name) => onChange({ impacted: write(name) })}
        sought={{
          value: sought,
          set: (next) => onChange({ sought: typeof next === 'function' ? next(sought) : next }),
        }}
        line={left.line}
        left={left.told}
      />
    </details>
  );
}
