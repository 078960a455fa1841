/** The ways of signing in that are switched on, in one column: for the sign-in page and for an ended session. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Problem } from './Outside.tsx';
import styles from './Outside.module.css';
import { leadsTo, signIn, type WaysIn } from './ways-in.ts';

/** Null where there are only links. */
export function Ways({ found }: { readonly found: WaysIn | null }): ReactNode {
  const hasPasswords = found?.ways.includes('password') === true;
  if (found?.oidc === undefined) return hasPasswords ? <PasswordForm isFirst /> : null;
  return (
    <>
      <WithProvider {...found.oidc} />
      {hasPasswords ? (
        <>
          <p className={styles['or']}>or with your password</p>
          <PasswordForm isFirst={false} />
        </>
      ) : null}
    </>
  );
}

function WithProvider({ name, available }: { readonly name: string; readonly available: boolean }): ReactNode {
  const go = (): void => location.assign(`/auth/oidc/login?${new URLSearchParams({ return: leadsTo() }).toString()}`);
  return (
    <div className={styles['form']}>
      <Button look="primary" autoFocus disabled={!available} onClick={go}>
        Continue with {name}
      </Button>
      {available ? null : (
        <p role="status" className={styles['small']}>
          {name} can’t be reached right now, so it can’t sign anyone in. This page keeps trying. Other ways still work;
          an administrator can run “npm run welcome” on the server.
        </p>
      )}
    </div>
  );
}

/** `isFirst`: nothing stands above it. */
function PasswordForm({ isFirst }: { readonly isFirst: boolean }): ReactNode {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await signIn(email.trim(), password);
    // A page of someone else who was signed in here before starts over: its memory belongs to them.
    if (answer.ok) return location.replace(leadsTo());
    setBusy(false);
    setProblem(answer.message);
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <Field
        label="Email"
        type="email"
        required
        autoFocus={isFirst}
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Field
        label="Password"
        type="password"
        required
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {problem === null ? null : <Problem>{problem}</Problem>}
      <Button type="submit" look={isFirst ? 'primary' : 'plain'} disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
