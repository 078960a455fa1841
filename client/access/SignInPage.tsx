/**
 * `/sign-in`, and every page for someone who is not signed in: one column with the ways in that are switched on. Where
 * there are only links, it says so, as it always has.
 */
import { useEffect, type ReactNode } from 'react';
import { me } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { Opening, Outside, SignedOut, Uninvited } from './Outside.tsx';
import styles from './Outside.module.css';
import { leadsTo, useWaysIn } from './ways-in.ts';
import { PasswordForm } from './WaysIn.tsx';

export function SignIn(): ReactNode {
  const found = useWaysIn();
  if (found === null) return <Opening />;
  if (!found.ways.includes('password')) return <Uninvited />;
  return (
    <Outside
      title={`Sign in to ${found.organisation ?? 'Watchfloor'}`}
      says="You’ll continue on the page that you opened."
    >
      <PasswordForm />
      <p className={styles['small']}>
        New here, or forgot your password? Ask an administrator for a link. Signed in on another device? Open “My other
        device” there and scan the code.
      </p>
    </Outside>
  );
}

/** The address of its own: whoever is signed in already goes on. */
export function SignInPage(): ReactNode {
  const who = useStore(me);
  useEffect(() => {
    if (who !== null && who !== undefined) location.replace(leadsTo());
  }, [who]);
  return who === null ? <SignIn /> : <Opening />;
}

/** An ended session: the same person signs in again, and finds what they had not sent. */
export function EndedSession(): ReactNode {
  const found = useWaysIn();
  return <SignedOut>{found?.ways.includes('password') === true ? <PasswordForm /> : null}</SignedOut>;
}
