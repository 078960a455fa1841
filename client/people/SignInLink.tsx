/** For administrators: links with which someone signs in as the person they are, or sets the password to do so. */
import { useState, type ReactNode } from 'react';
import { explain } from '../../shared/refusals.ts';
import { linkRefusal } from '../../shared/workspace/people.ts';
import { CopyLink } from '../lobby/CopyLink.tsx';
import type { Called, Me } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import { passwordLink, signInLink, type Listed } from './people.ts';
import styles from './People.module.css';

export function SignInLink({ person, me }: { readonly person: Listed; readonly me: Me }): ReactNode {
  const refused = linkRefusal(me, person);
  const why = refused === null ? null : explain(refused, String);
  return (
    <section aria-labelledby="sign-in-link">
      <h3 id="sign-in-link">Sign-in link</h3>
      <LinkRow
        title={`Let ${person.name} in`}
        says={`Anyone who opens the link is signed in as ${person.name}. It works once and expires in 24 hours. Send it to no one else.`}
        why={why}
        action="Create sign-in link"
        label={`Send this link to ${person.name}`}
        onMake={() => signInLink(person.id)}
      />
      {me.password === undefined ? null : (
        <LinkRow
          title="Set or reset the password"
          says={`With this link ${person.name} chooses a password. It works once and expires in 24 hours; until then the old password works.`}
          why={why ?? (person.email === undefined ? 'Add an email first: it’s what people sign in with.' : null)}
          action="Create password link"
          label={`Send this password link to ${person.name}`}
          onMake={() => passwordLink(person.id)}
        />
      )}
    </section>
  );
}

interface LinkRowProps {
  readonly title: string;
  readonly says: string;
  /** Why no link may be made; null when one may. */
  readonly why: string | null;
  readonly action: string;
  readonly label: string;
  readonly onMake: () => Promise<Called<{ readonly url: string }>>;
}

function LinkRow({ title, says, why, action, label, onMake }: LinkRowProps): ReactNode {
  const [made, setMade] = useState<Called<{ readonly url: string }> | null>(null);
  return (
    <div className={styles['fact']}>
      <div>
        <strong>{title}</strong>
        <span>{says}</span>
        {why === null ? null : <span data-why>{why}</span>}
      </div>
      {why === null && made?.ok !== true ? (
        <Button size="small" look="quiet" onClick={() => void onMake().then(setMade)}>
          {action}
        </Button>
      ) : null}
      {made?.ok === true ? (
        <div className={styles['wide']}>
          <CopyLink url={made.body.url} label={label} />
        </div>
      ) : null}
      {made?.ok === false ? (
        <p role="alert" className={styles['wide']}>
          {made.message}
        </p>
      ) : null}
    </div>
  );
}
