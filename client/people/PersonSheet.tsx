/** One person: who they are, what they may, where they are signed in, and what acts for them. */
import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSignOut } from '../lobby/SignOut.tsx';
import { Tokens } from '../lobby/Tokens.tsx';
import type { Me } from '../session/me.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { facts, type Listed } from './people.ts';
import { Profile } from './Profile.tsx';
import { Rights } from './Rights.tsx';
import styles from './People.module.css';
import { ToList } from './ToList.tsx';

interface PersonSheetProps {
  readonly person: Listed;
  readonly all: readonly Listed[];
  readonly me: Me;
}

export function PersonSheet({ person, all, me }: PersonSheetProps): ReactNode {
  const isMe = person.id === me.id;
  const bringer = all.find(({ id }) => id === person.broughtBy)?.name;
  const said = [...facts(person), ...(bringer === undefined ? [] : [`invited by ${bringer}`])];
  return (
    <section className={styles['sheet']} aria-labelledby="person">
      {me.administrator ? <ToList /> : null}
      <header>
        <Avatar name={person.name} size="large" attendance={person.active ? 'here' : 'gone'} />
        <div>
          <h2 id="person">
            {person.name}
            {isMe ? <small> (you)</small> : null}
          </h2>
          <p>{said.length === 0 ? 'responder' : said.join(' · ')}</p>
        </div>
      </header>
      <Profile person={person} isMe={isMe} />
      {me.administrator ? <Rights person={person} all={all} me={me} /> : null}
      {person.active ? (
        <section aria-labelledby="tokens">
          <h3 id="tokens">Tokens for programs</h3>
          <Tokens of={person.id} />
        </section>
      ) : null}
      {isMe ? <ThisDevice /> : null}
    </section>
  );
}

function ThisDevice(): ReactNode {
  const { leave, dialog } = useSignOut();
  return (
    <section aria-labelledby="this-device">
      <h3 id="this-device">This device</h3>
      <div className={styles['fact']}>
        <div>
          <strong>Sign out and forget this device</strong>
          <span>Deletes what this browser keeps of you. Words that were not sent yet are shown first.</span>
        </div>
        <Button size="small" look="quiet" onClick={leave}>
          <LogOut size={16} aria-hidden="true" /> Sign out
        </Button>
      </div>
      {dialog}
    </section>
  );
}
