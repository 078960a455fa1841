/**
 * One service as it is read in the middle of an incident: who to contact and whether they are here, where to look, what
 * else it may affect.
 */
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Service } from '../../shared/workspace/words.ts';
import { useReach } from '../session/attendance.ts';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { ROLE_TITLES, ROLES, type Role } from './draft.ts';
import styles from './Impacted.module.css';
import { dependenciesOf, serviceMap, usedBy } from './map.ts';

export function ServiceCard({
  service,
  onGoTo,
}: {
  readonly service: Service;
  readonly onGoTo: (id: string) => void;
}): ReactNode {
  const { services } = useStore(serviceMap);
  const links = [...(service.dashboards ?? []), ...(service.runbooks ?? [])];
  return (
    <article className={styles['card']} aria-label={service.name}>
      <h3>{service.name}</h3>
      {service.about === undefined ? null : <p className={styles['none']}>{service.about}</p>}
      <ul className={styles['people']}>
        {ROLES.map((role) => (
          <Contact key={role} role={role} contact={service[role]} />
        ))}
      </ul>
      {links.length === 0 ? (
        <p className={styles['none']}>No dashboards or runbooks.</p>
      ) : (
        <ul className={styles['links']} aria-label="Dashboards and runbooks">
          {links.map(({ title, url }) => (
            <li key={`${title} ${url}`}>
              <a href={url} target="_blank" rel="noopener noreferrer">
                {title}
                <ExternalLink size={13} aria-hidden="true" />
              </a>
            </li>
          ))}
        </ul>
      )}
      <Others title="Depends on" services={dependenciesOf(services, service)} onGoTo={onGoTo} />
      <Others title="Used by" services={usedBy(services, service.id)} onGoTo={onGoTo} />
    </article>
  );
}

function Contact({ role, contact }: { readonly role: Role; readonly contact: Service['owner'] }): ReactNode {
  const person = contact?.person ?? '';
  const isMember = useRoom((room) => room.crew.members[person]?.removedAt === null);
  const { attendance, words, time } = useReach()(person);
  const where =
    contact?.person === undefined
      ? 'not in this workspace'
      : isMember
        ? `${words}${time === null ? '' : `, ${time}`}`
        : 'not in this room';
  return (
    <li>
      <span className={styles['role']}>{ROLE_TITLES[role]}</span>
      {contact === undefined ? (
        <span className={styles['none']}>none</span>
      ) : (
        <>
          {contact.person === undefined ? null : (
            <Avatar name={contact.name} attendance={isMember ? attendance : 'gone'} />
          )}
          <strong>{contact.name}</strong>
          <span className={styles['none']}>{where}</span>
        </>
      )}
    </li>
  );
}

interface OthersProps {
  readonly title: string;
  readonly services: readonly Service[];
  readonly onGoTo: (id: string) => void;
}

function Others({ title, services, onGoTo }: OthersProps): ReactNode {
  if (services.length === 0) return null;
  return (
    <div className={styles['others']}>
      <span className={styles['role']}>{title}</span>
      <ul>
        {services.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className={styles['chip']} onClick={() => onGoTo(id)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
