/**
 * `/sign-in`, and every page for someone who is not signed in: one column with the ways in that are switched on. Where
 * there are only links, it says so, as it always has.
 */
import { useEffect, type ReactNode } from 'react';
import { me } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { Opening, Outside, Problem, SignedOut, Uninvited } from './Outside.tsx';
import styles from './Outside.module.css';
import { problemIn } from './problems.ts';
import { leadsTo, useWaysIn, type WaysIn } from './ways-in.ts';
import { Ways } from './WaysIn.tsx';

const isChoice = ({ ways }: WaysIn): boolean => ways.some((way) => way !== 'invite');

export function SignIn(): ReactNode {
  const found = useWaysIn();
  if (found === null) return <Opening />;
  if (!isChoice(found)) return <Uninvited />;
  const problem = problemIn(location.search);
  return (
    <Outside
      title={`Sign in to ${found.organisation ?? 'Watchfloor'}`}
      says="You’ll continue on the page that you opened."
    >
      {problem === null ? null : <Problem>{problem}</Problem>}
      <Ways found={found} />
      <p className={styles['small']}>
        {found.ways.includes('password') ? 'New here, or forgot your password?' : 'New here?'} Ask an administrator for
        a link. Signed in on another device? Open “My other device” there and scan the code.
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
  return <SignedOut>{found !== null && isChoice(found) ? <Ways found={found} /> : null}</SignedOut>;
}
