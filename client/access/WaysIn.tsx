/** The ways of signing in that are switched on, in one column: for the sign-in page and for an ended session. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Problem } from './Outside.tsx';
import styles from './Outside.module.css';
import { leadsTo, signIn } from './ways-in.ts';

export function PasswordForm(): ReactNode {
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
        autoFocus
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
      <Button type="submit" look="primary" disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
