/**
 * The pages for people who are not signed in: a page while we learn who this is, and pages that say why nothing is
 * shown and what to do. All share one frame: the product's name, one heading, one or two sentences, at most one form.
 */
import { RadioTower } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { me } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Outside.module.css';

interface OutsideProps {
  readonly title: string;
  readonly says: ReactNode;
  readonly children?: ReactNode;
}

export function Outside({ title, says, children }: OutsideProps): ReactNode {
  useEffect(() => void (document.title = `${title} · Watchfloor`), [title]);
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <Wordmark />
        <div className={styles['words']}>
          <h1>{title}</h1>
          <p>{says}</p>
        </div>
        {children}
      </div>
    </main>
  );
}

export function Wordmark(): ReactNode {
  return (
    <span className={styles['mark']}>
      <RadioTower aria-hidden="true" />
      Watchfloor
    </span>
  );
}

export function Problem({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <p role="alert" className={styles['problem']}>
      {children}
    </p>
  );
}

/**
 * For a link that does not work: what the server said, unless the page says it already, and the way in for someone who
 * is signed in here.
 */
export function DeadLink({ code, message }: { readonly code: string; readonly message: string }): ReactNode {
  const who = useStore(me);
  return (
    <>
      {code === 'access.invite-over' ? null : <Problem>{message}</Problem>}
      {who === null || who === undefined ? null : (
        <Button look="primary" onClick={() => location.assign('/')}>
          Continue as {who.name}
        </Button>
      )}
    </>
  );
}

/** Stays empty for a moment, so that a fast answer does not flash words. */
export function Opening(): ReactNode {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 1_200);
    return () => clearTimeout(timer);
  }, []);
  return slow ? <Outside title="Connecting to the server" says="No response yet. This page keeps retrying." /> : null;
}

export function Uninvited(): ReactNode {
  return (
    <Outside
      title="You need an invite"
      says="This team runs its incidents in Watchfloor. Ask someone who uses it for an invite link, then open it in this browser."
    >
      <p className={styles['small']}>
        Signed in on another device? Open “My other device” there and scan the code. Administrator? Run “npm run
        welcome” on the server.
      </p>
    </Outside>
  );
}

/** `children`: how to sign in again, besides a link. */
export function SignedOut({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Outside
      title="You’re signed out"
      says={`Your session has ended. Unsent text you kept stays in this browser until you sign in here again. ${children === null ? 'To come back as yourself, use' : 'Sign in below, or use'} a code from your other device, or ask an administrator for a sign-in link. An invite link would make you a second person.`}
    >
      {children}
      {children === null ? (
        <Button look="primary" onClick={() => location.assign('/')}>
          Try again
        </Button>
      ) : null}
    </Outside>
  );
}

export function OldPage(): ReactNode {
  return (
    <Outside
      title="Reload to continue"
      says="The server was updated, and this page is out of date. Reload to keep working. Everything that was saved is safe."
    >
      <Button look="primary" autoFocus onClick={() => location.reload()}>
        Reload
      </Button>
    </Outside>
  );
}
