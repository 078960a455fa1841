/** Who had command, since when, and who had which role. */
import type { ReactNode } from 'react';
import { boardOf, inSeat } from '../../crew/board.ts';
import { namesIn } from '../../session/names.ts';
import { Panel } from '../../ui/Panel.tsx';
import { At } from '../../ui/Time.tsx';
import { duration } from '../../ui/times.ts';
import styles from './Past.module.css';
import type { Then } from './then.ts';

export function PastCommand({ then: { room, moment } }: { readonly then: Then }): ReactNode {
  const { floor, crew } = room;
  const name = namesIn(crew.members);
  const had = floor.since === null ? null : (Date.parse(moment) - Date.parse(floor.since)) / 1000;
  const taken = boardOf(crew).filter(({ role }) => inSeat(crew, role).length > 0);
  return (
    <Panel title="Command and roles">
      <dl className={styles['list']}>
        <div>
          <dt>In command</dt>
          <dd data-empty={floor.holder === null}>
            {floor.holder === null ? (
              'No one'
            ) : (
              <span>
                <strong>{name(floor.holder)}</strong>
                {floor.provisional ? ' (provisional)' : ''}
                {floor.since === null || had === null ? null : (
                  <small>
                    {' '}
                    for {duration(had)}, since <At at={floor.since} near={moment} />
                  </small>
                )}
              </span>
            )}
          </dd>
        </div>
        {taken.map(({ role, title }) => (
          <div key={role}>
            <dt>{title}</dt>
            <dd>
              {inSeat(crew, role)
                .map(({ person }) => name(person))
                .join(', ')}
            </dd>
          </div>
        ))}
      </dl>
      {taken.length === 0 ? <p className={styles['none']}>No other role was taken.</p> : null}
    </Panel>
  );
}
