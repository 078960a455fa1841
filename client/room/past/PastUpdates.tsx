/** What was promised to each audience, and what it was told last. */
import type { ReactNode } from 'react';
import { namesIn } from '../../session/names.ts';
import { Panel } from '../../ui/Panel.tsx';
import { At } from '../../ui/Time.tsx';
import { duration } from '../../ui/times.ts';
import { AUDIENCE_NAMES, AUDIENCES } from '../../updates/names.ts';
import styles from './Past.module.css';
import type { Then } from './then.ts';

export function PastUpdates({ then: { room, moment } }: { readonly then: Then }): ReactNode {
  const name = namesIn(room.crew.members);
  const { promises, last } = room.updates;
  return (
    <Panel title="Status updates">
      <dl className={styles['list']}>
        {AUDIENCES.map((audience) => {
          const [promised, posted] = [promises[audience], last[audience]];
          return (
            <div key={audience}>
              <dt>{AUDIENCE_NAMES[audience]}</dt>
              <dd data-empty={promised === null && posted === null}>
                <span>{promised === null ? 'None due' : <Due nextAt={promised.nextAt} moment={moment} />}</span>
                {posted === null ? null : (
                  <small>
                    <At at={posted.at} near={moment} /> {name(posted.by)}: {posted.text}
                  </small>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}

function Due({ nextAt, moment }: { readonly nextAt: string; readonly moment: string }): ReactNode {
  const left = (Date.parse(nextAt) - Date.parse(moment)) / 1000;
  return (
    <>
      {left > 0 ? `Due in ${duration(left)}` : `Overdue ${duration(left)}`} (<At at={nextAt} near={moment} />)
    </>
  );
}
