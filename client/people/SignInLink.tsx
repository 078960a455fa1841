/** For administrators: a link with which someone signs in as the person they are, on a new or another device. */
import { useState, type ReactNode } from 'react';
import { explain } from '../../shared/refusals.ts';
import { linkRefusal } from '../../shared/workspace/people.ts';
import { CopyLink } from '../lobby/CopyLink.tsx';
import type { Called, Me } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import { signInLink, type Listed } from './people.ts';
import styles from './People.module.css';

export function SignInLink({ person, me }: { readonly person: Listed; readonly me: Me }): ReactNode {
  const [made, setMade] = useState<Called<{ readonly url: string }> | null>(null);
  const refused = linkRefusal(me, person);
  return (
    <section aria-labelledby="sign-in-link">
      <h3 id="sign-in-link">Sign-in link</h3>
      <div className={styles['fact']}>
        <div>
          <strong>Let {person.name} in</strong>
          <span>
            Anyone who opens the link is signed in as {person.name}. It works once and expires in 24 hours. Send it to
            no one else.
          </span>
          {refused === null ? null : <span data-why>{explain(refused, String)}</span>}
        </div>
        {refused === null && made?.ok !== true ? (
          <Button size="small" look="quiet" onClick={() => void signInLink(person.id).then(setMade)}>
            Create sign-in link
          </Button>
        ) : null}
        {made?.ok === true ? (
          <div className={styles['wide']}>
            <CopyLink url={made.body.url} label={`Send this link to ${person.name}`} />
          </div>
        ) : null}
        {made?.ok === false ? (
          <p role="alert" className={styles['wide']}>
            {made.message}
          </p>
        ) : null}
      </div>
    </section>
  );
}
