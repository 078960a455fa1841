/** Everyone by name, narrowed by typing; arrow keys go through the list from the search field. */
import { Link2 } from 'lucide-react';
import { useMemo, useState, type ReactNode, type RefObject } from 'react';
import { Link } from 'wouter';
import type { Me } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Field } from '../ui/Field.tsx';
import { step } from '../ui/steps.ts';
import { facts, matching, people, type Listed } from './people.ts';
import styles from './People.module.css';

interface PeopleListProps {
  readonly all: readonly Listed[];
  readonly known: boolean;
  readonly me: Me;
  readonly shown: string | null;
  readonly search: RefObject<HTMLInputElement | null>;
}

export function PeopleList({ all, known, me, shown, search }: PeopleListProps): ReactNode {
  const [query, setQuery] = useState('');
  // At once and not deferred: an arrow key right after the last letter must go to what that letter found.
  const found = useMemo(() => matching(all, query), [all, query]);
  const [active, inactive] = [found.filter((each) => each.active), found.filter((each) => !each.active)];
  return (
    <nav className={styles['list']} aria-label="People" onKeyDown={step}>
      <Field
        label="Search people"
        type="search"
        ref={search}
        placeholder="Ana, database, administrator"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <p className={styles['count']} role="status">
        {!known ? 'Loading people…' : counted(all.length, found.length, query)}
      </p>
      <div className={styles['rows']}>
        <Link
          href="/people/invites"
          className={styles['entry']}
          aria-current={shown === 'invites' ? 'page' : undefined}
        >
          <span className={styles['mark']} aria-hidden="true">
            <Link2 size={16} />
          </span>
          <strong>Invite links</strong>
        </Link>
        <Rows people={active} label="Active people" me={me} shown={shown} />
        {inactive.length === 0 ? null : (
          <>
            <h2>Deactivated</h2>
            <Rows people={inactive} label="Deactivated people" me={me} shown={shown} />
          </>
        )}
      </div>
    </nav>
  );
}

function counted(all: number, found: number, query: string): string {
  if (query.trim() === '') return all === 1 ? 'One person' : `${all} people`;
  return found === 0 ? 'No matches. Try part of the name or the area.' : `${found} of ${all}`;
}

interface RowsProps extends Pick<PeopleListProps, 'me' | 'shown'> {
  readonly people: readonly Listed[];
  readonly label: string;
}

function Rows({ people: some, label, me, shown }: RowsProps): ReactNode {
  const { called } = useStore(people);
  return (
    <ul aria-label={label}>
      {some.map((each) => (
        <li key={each.id}>
          <Link
            href={`/people/${each.id}`}
            className={styles['entry']}
            data-active={each.active}
            aria-current={each.id === shown ? 'page' : undefined}
          >
            <Avatar name={each.name} attendance={each.active ? 'here' : 'gone'} />
            <span className={styles['who']}>
              <strong translate="no">
                {called.get(each.id) ?? each.name}
                {each.id === me.id ? ' (you)' : ''}
              </strong>
              <small>{facts(each).join(' · ')}</small>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
