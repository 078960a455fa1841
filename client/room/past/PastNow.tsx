/** The Now block of then. */
import type { ReactNode } from 'react';
import { NOW_FIELDS, NOW_NAMES } from '../../incident/names.ts';
import { Panel } from '../../ui/Panel.tsx';
import styles from './Past.module.css';
import type { Then } from './then.ts';

export function PastNow({ then: { room } }: { readonly then: Then }): ReactNode {
  const { now } = room.incident;
  const criteria = now.exitCriteria?.value ?? [];
  return (
    <Panel title="Impact and plan">
      <dl className={styles['list']}>
        {NOW_FIELDS.map((name) => (
          <div key={name}>
            <dt>{NOW_NAMES[name]}</dt>
            <dd data-empty={now[name] === null}>{now[name]?.value ?? 'Not set yet'}</dd>
          </div>
        ))}
        <div>
          <dt>Exit criteria</dt>
          <dd data-empty={criteria.length === 0}>
            {criteria.length === 0
              ? 'Not set yet'
              : criteria.map(({ id, text, met }) => (
                  <span key={id}>
                    {met ? '☑' : '☐'} {text}
                    <span className="visually-hidden">{met ? ' (met)' : ' (not met)'}</span>
                  </span>
                ))}
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
