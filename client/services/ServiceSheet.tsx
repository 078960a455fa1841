/** One service, complete: what it is, who to contact, where to look, and its dependencies, drawn and in words. */
import { ArrowLeft, ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Service } from '../../shared/workspace/words.ts';
import { useStore } from '../session/store-hooks.ts';
import type { Me } from '../session/me.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { ROLE_TITLES, ROLES, type Role } from './draft.ts';
import { around, dependenciesOf, serviceMap, usedBy } from './map.ts';
import { MapDrawing } from './MapDrawing.tsx';
import styles from './Services.module.css';

interface ServiceSheetProps {
  readonly service: Service;
  readonly me: Me;
  readonly onEdit: () => void;
}

export function ServiceSheet({ service, me, onEdit }: ServiceSheetProps): ReactNode {
  const mayEdit = me.administrator || service.owner?.person === me.id;
  return (
    <article className={styles['sheet']} aria-labelledby="service-name">
      <Link href="/services" className={styles['toList']}>
        <ArrowLeft size={16} aria-hidden="true" />
        The whole map
      </Link>
      <header>
        <h2 id="service-name">{service.name}</h2>
        <code>{service.id}</code>
        {mayEdit ? <Button onClick={onEdit}>Edit</Button> : null}
      </header>
      {service.about === undefined ? null : <p>{service.about}</p>}
      <dl className={styles['contacts']}>
        {ROLES.map((role) => (
          <Contact key={role} role={role} contact={service[role]} />
        ))}
      </dl>
      <div className={styles['places']}>
        <Links title="Dashboards" links={service.dashboards} />
        <Links title="Runbooks" links={service.runbooks} />
      </div>
      <Dependencies service={service} />
    </article>
  );
}

const WHEN: Readonly<Record<Role, string>> = {
  owner: 'responsible',
  expert: 'knows how it works',
  escalation: 'if neither responds',
};

function Contact({ role, contact }: { readonly role: Role; readonly contact: Service['owner'] }): ReactNode {
  const { people } = useStore(serviceMap);
  const person = people.find((each) => each.id === contact?.person);
  const where =
    person === undefined
      ? 'not in this workspace'
      : person.active === false
        ? 'no longer in this workspace'
        : (person.area ?? 'in this workspace');
  return (
    <div>
      <dt>
        {ROLE_TITLES[role]} <small>{WHEN[role]}</small>
      </dt>
      {contact === undefined ? (
        <dd data-missing={role === 'owner'}>None</dd>
      ) : (
        <dd>
          {person === undefined ? null : <Avatar name={contact.name} attendance="idle" />}
          <span>
            {contact.name}
            <small>{where}</small>
          </span>
        </dd>
      )}
    </div>
  );
}

function Links({ title, links = [] }: { readonly title: string; readonly links?: Service['runbooks'] }): ReactNode {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {links.length === 0 ? (
        <p className={styles['none']}>None yet.</p>
      ) : (
        <ul>
          {links.map(({ title: name, url }) => (
            <li key={url}>
              <a href={url} target="_blank" rel="noopener noreferrer">
                {name}
                <ExternalLink size={14} aria-hidden="true" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Dependencies({ service }: { readonly service: Service }): ReactNode {
  const { services } = useStore(serviceMap);
  const [needs, users] = [dependenciesOf(services, service), usedBy(services, service.id)];
  const neighbours = around(services, service);
  const says = `${service.name} depends on ${names(needs)}; used by ${names(users)}`;
  return (
    <section className={styles['dependencies']} aria-label="Dependencies">
      <h3>Dependencies</h3>
      <dl>
        <dt>Depends on</dt>
        <dd>
          <Named services={needs} />
        </dd>
        <dt>Used by</dt>
        <dd>
          <Named services={users} />
        </dd>
      </dl>
      {neighbours.length < 2 ? null : <MapDrawing services={neighbours} centre={service.id} says={says} />}
    </section>
  );
}

const names = (services: readonly Service[]): string =>
  services.length === 0 ? 'nothing on the map' : services.map(({ name }) => name).join(', ');

function Named({ services }: { readonly services: readonly Service[] }): ReactNode {
  if (services.length === 0) return <span className={styles['none']}>nothing on the map</span>;
  return (
    <ul className={styles['named']}>
      {services.map(({ id, name }) => (
        <li key={id}>
          <Link href={`/services/${id}`}>{name}</Link>
        </li>
      ))}
    </ul>
  );
}
