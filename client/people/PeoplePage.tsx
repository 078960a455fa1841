/**
 * `/people`: who is in this workspace. Everyone finds their own name, area, devices and tokens here; administrators
 * find everyone, with the invite links beside the list until they choose a person.
 */
import { ArrowLeft, Link2, UserPlus } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Link, useLocation } from 'wouter';
import { Invites } from '../lobby/Invites.tsx';
import type { Me } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { useKeys } from '../ui/keys.ts';
import { PaletteButton } from '../ui/PaletteButton.tsx';
import { AddPerson } from './AddPerson.tsx';
import { learnPeople, people } from './people.ts';
import { PeopleList } from './PeopleList.tsx';
import { PersonSheet } from './PersonSheet.tsx';
import styles from './People.module.css';
import { ToList } from './ToList.tsx';

const INVITES = 'invites';

interface PageProps {
  readonly me: Me;
  /** Whose sheet; `invites`: the invite links; null: the list. */
  readonly shown: string | null;
}

export function PeoplePage({ me, shown }: PageProps): ReactNode {
  const [adding, setAdding] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const [, go] = useLocation();
  useEffect(() => void (document.title = `${me.administrator ? 'People' : 'My account'} · Watchfloor`), [me]);
  useKeys([
    { does: 'Lobby', also: 'back incidents', run: () => go('/') },
    ...(me.administrator
      ? [
          { key: '/', does: 'Search people', run: () => search.current?.focus() },
          { does: 'Add a person', also: 'new member', run: () => setAdding(true) },
          { does: 'Invite links', also: 'invite people revoke', run: () => go(`/people/${INVITES}`) },
        ]
      : []),
  ]);
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <Link href="/" className={styles['back']}>
          <ArrowLeft size={16} aria-hidden="true" />
          Lobby
        </Link>
        <h1>{me.administrator ? 'People' : 'My account'}</h1>
        <PaletteButton />
        {me.administrator ? (
          <Button look="primary" onClick={() => setAdding(true)}>
            <UserPlus size={16} aria-hidden="true" /> Add person
          </Button>
        ) : null}
      </header>
      {me.administrator ? (
        <Everyone me={me} shown={shown} search={search} />
      ) : (
        <main className={styles['alone']}>
          <PersonSheet key={me.id} person={{ ...me, active: true }} all={[]} me={me} />
        </main>
      )}
      {adding ? <AddPerson onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function Everyone({
  me,
  shown,
  search,
}: PageProps & { readonly search: RefObject<HTMLInputElement | null> }): ReactNode {
  const { known, people: all, problem } = useStore(people);
  useEffect(keepFresh, []);
  const person = all.find(({ id }) => id === shown) ?? null;
  return (
    <main className={styles['columns']} data-one={shown !== null}>
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem} <Button onClick={() => void learnPeople()}>Try again</Button>
        </p>
      )}
      <PeopleList all={all} known={known} me={me} shown={shown} search={search} />
      {person !== null ? (
        <PersonSheet key={person.id} person={person} all={all} me={me} />
      ) : known && shown !== null && shown !== INVITES ? (
        <p role="status" className={styles['missing']}>
          There’s no such person in this workspace. <Link href="/people">Show everyone</Link>
        </p>
      ) : shown === null || shown === INVITES ? (
        <InviteSheet />
      ) : null}
    </main>
  );
}

function InviteSheet(): ReactNode {
  return (
    <section className={styles['sheet']} data-invites aria-labelledby="invite-links">
      <ToList />
      <header>
        <span className={styles['mark']} aria-hidden="true">
          <Link2 size={20} />
        </span>
        <div>
          <h2 id="invite-links">Invite people</h2>
          <p>Anyone who opens the link joins under a name they choose.</p>
        </div>
      </header>
      <div className={styles['invites']}>
        <Invites />
      </div>
    </section>
  );
}

/** Loaded again when one comes back to this page: others may have changed it meanwhile. */
function keepFresh(): () => void {
  const learn = (): void => void (document.visibilityState === 'visible' && learnPeople());
  learn();
  document.addEventListener('visibilitychange', learn);
  return () => document.removeEventListener('visibilitychange', learn);
}
