/** How I come into a room that I was not in yet: as a responder who knows something, to watch, or to learn beside the commander. */
import type { ReactNode } from 'react';
import { arrival, comeAs } from '../session/arrival.ts';
import { useStore } from '../session/store-hooks.ts';
import { Choice, Field } from '../ui/Field.tsx';
import styles from './Lobby.module.css';

const STANDINGS = [
  { value: 'responder', label: 'Responder' },
  { value: 'observer', label: 'Observer' },
  { value: 'shadow', label: 'Shadow' },
] as const;

const MEANS = {
  responder: 'You help: take a role, say what you see, be given tasks.',
  observer: 'You read everything and disturb nobody.',
  shadow: 'You learn beside the commander; you may write, not decide.',
} as const;

export function ComingIn({ observer }: { readonly observer: boolean }): ReactNode {
  const { as, area } = useStore(arrival);
  if (observer)
    return (
      <section className={styles['card']}>
        <h2>Join as</h2>
        <p>You were invited to observe. A commander may admit you as a responder once you are in their room.</p>
      </section>
    );
  return (
    <section className={styles['card']}>
      <Choice
        label="Join as"
        options={STANDINGS}
        value={as}
        onChoose={(next) => comeAs({ as: next, ...(area === undefined ? {} : { area }) })}
      />
      <p>{MEANS[as]}</p>
      {as === 'responder' ? (
        <Field
          label="My area"
          placeholder="database, payments, support"
          maxLength={60}
          defaultValue={area ?? ''}
          onChange={(event) =>
            comeAs({ as, ...(event.target.value.trim() === '' ? {} : { area: event.target.value.trim() }) })
          }
        />
      ) : null}
    </section>
  );
}
