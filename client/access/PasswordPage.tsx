/** `/password/:code`: a one-use link with which someone sets their password, and is signed in. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { LEAST_CHARACTERS } from '../../shared/workspace/passwords.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { DeadLink, Opening, Outside, Problem } from './Outside.tsx';
import styles from './Outside.module.css';
import { useLooked } from './useLooked.ts';
import { setPassword } from './ways-in.ts';

export function PasswordPage({ code }: { readonly code: string }): ReactNode {
  const looked = useLooked(code);
  if (looked === null) return <Opening />;
  if (!looked.ok || looked.body.kind !== 'password')
    return (
      <Outside
        title="This link doesn’t work"
        says="It was used, or it has expired. If you set your password already, sign in with it. Otherwise ask an administrator for a new link."
      >
        {looked.ok ? null : <DeadLink {...looked} />}
        <Button onClick={() => location.assign('/')}>Sign in</Button>
      </Outside>
    );
  return (
    <Outside
      title={`Choose a password, ${looked.body.name ?? ''}`}
      says="You sign in with your email and this password from now on. You’ll be signed out everywhere else."
    >
      <NewPassword code={code} />
    </Outside>
  );
}

function NewPassword({ code }: { readonly code: string }): ReactNode {
  const [password, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await setPassword({ code, password });
    if (answer.ok) return location.replace('/');
    setBusy(false);
    setProblem(answer.message);
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <Field
        label="New password"
        type="password"
        required
        autoFocus
        autoComplete="new-password"
        hint={`At least ${LEAST_CHARACTERS} characters. A few words in a row work well.`}
        value={password}
        onChange={(event) => setTyped(event.target.value)}
      />
      {problem === null ? null : <Problem>{problem}</Problem>}
      <Button type="submit" look="primary" disabled={busy}>
        Set password and sign in
      </Button>
    </form>
  );
}
