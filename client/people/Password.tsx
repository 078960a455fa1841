/** A person's own password on their account page: set the first one, or change it. Only where passwords are switched on. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { LEAST_CHARACTERS } from '../../shared/workspace/passwords.ts';
import { setPassword } from '../access/ways-in.ts';
import { learnMe, type Me } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { toast } from '../ui/toasts.ts';
import styles from './People.module.css';

export function Password({ me }: { readonly me: Me }): ReactNode {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  if (me.password === undefined) return null;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await setPassword({ password: next, ...(me.password === true ? { current } : {}) });
    setProblem(answer.ok ? null : answer.message);
    if (!answer.ok) return;
    setCurrent('');
    setNext('');
    toast({ tone: 'done', text: 'Password saved. You’re signed out everywhere else.' });
    await learnMe();
  };
  return (
    <section aria-labelledby="password">
      <h3 id="password">Password</h3>
      {me.email === undefined ? (
        <p className={styles['none']}>
          To sign in with a password you need an email. Ask an administrator to add yours.
        </p>
      ) : (
        <form className={styles['password']} onSubmit={(event) => void submit(event)} aria-labelledby="password">
          <input type="hidden" autoComplete="username" value={me.email} readOnly />
          {me.password ? (
            <Field
              label="Current password"
              type="password"
              required
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          ) : null}
          <Field
            label="New password"
            type="password"
            required
            autoComplete="new-password"
            hint={`At least ${LEAST_CHARACTERS} characters. You’re signed out everywhere else.`}
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
          <Button type="submit" disabled={next === ''}>
            {me.password ? 'Change password' : 'Set password'}
          </Button>
          {problem === null ? null : (
            <p role="alert" className={styles['problem']}>
              {problem}
            </p>
          )}
        </form>
      )}
    </section>
  );
}
