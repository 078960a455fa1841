/** One person: who they are, what they may, where they are signed in, and what acts for them. */
import type { ReactNode } from 'react';
import { Tokens } from '../lobby/Tokens.tsx';
import type { Me } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Appearance } from './Appearance.tsx';
import { Devices } from './Devices.tsx';
import { facts, people, type Listed } from './people.ts';
import { Password } from './Password.tsx';
import { Profile } from './Profile.tsx';
import { Rights } from './Rights.tsx';
import styles from './People.module.css';
import { SignInLink } from './SignInLink.tsx';
import { ToList } from './ToList.tsx';

interface PersonSheetProps {
  readonly person: Listed;
  readonly all: readonly Listed[];
  readonly me: Me;
}

export function PersonSheet({ person, all, me }: PersonSheetProps): ReactNode {
  const { called } = useStore(people);
  const isMe = person.id === me.id;
  const bringer = all.find(({ id }) => id === person.broughtBy);
  const said = [
    ...facts(person),
    ...(bringer === undefined ? [] : [`invited by ${called.get(bringer.id) ?? bringer.name}`]),
  ];
  return (
    <section className={styles['sheet']} aria-labelledby="person">
      {me.administrator ? <ToList /> : null}
      <header>
        <Avatar name={person.name} size="large" attendance={person.active ? 'here' : 'gone'} />
        <div>
          <h2 id="person">
            {called.get(person.id) ?? person.name}
            {isMe ? <small> (you)</small> : null}
          </h2>
          <p>{said.length === 0 ? 'responder' : said.join(' · ')}</p>
        </div>
      </header>
      <Profile person={person} me={me} all={all} />
      {isMe ? <Appearance /> : null}
      {me.administrator ? <Rights person={person} all={all} me={me} /> : null}
      {person.active ? (
        <>
          <Devices person={person} isMe={isMe} />
          {isMe ? <Password me={me} /> : null}
          {me.administrator && !isMe ? <SignInLink person={person} me={me} /> : null}
          <section aria-labelledby="tokens">
            <h3 id="tokens">Tokens for programs</h3>
            <Tokens of={person.id} />
          </section>
        </>
      ) : null}
    </section>
  );
}
