/**
 * How to join a room that I was not in yet: as a responder who knows something, to watch, or to learn beside the
 * commander.
 */
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
  responder: 'You help: take roles and tasks, and say what you see.',
  observer: 'You can read everything and ask the commander.',
  shadow: 'You shadow the commander. You can write, but not decide.',
} as const;

export function ComingIn({ observer }: { readonly observer: boolean }): ReactNode {
  const { as, area } = useStore(arrival);
  if (observer)
    return (
      <section className={styles['card']}>
        <h2>Join as</h2>
        <p>You were invited to observe. The commander can admit you as a responder after you join.</p>
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
          most={60}
          defaultValue={area ?? ''}
          onChange={(event) =>
            comeAs({ as, ...(event.target.value.trim() === '' ? {} : { area: event.target.value.trim() }) })
          }
        />
      ) : null}
    </section>
  );
}
