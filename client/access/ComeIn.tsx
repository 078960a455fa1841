/**
 * The one form that signs someone in: a name, what they know about, one button. An existing person only confirms.
 * Afterwards the browser goes to the room the link was for, or to the lobby.
 */
import { useState, type FormEvent, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { arrival, comeAs } from '../session/arrival.ts';
import { link } from '../session/connection.ts';
import { me } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { comeIn, keepTyped, typedFor, wayIn, type Typed } from './doors.ts';
import { Problem } from './Outside.tsx';
import styles from './Outside.module.css';

interface ComeInProps {
  readonly code: string;
  readonly verb: string;
  /** Already a person here: nothing to fill in. */
  readonly known?: true;
  readonly as?: 'responder' | 'observer';
}

export function ComeIn({ code, verb, known, as }: ComeInProps): ReactNode {
  const [{ name, area }, setTyped] = useState(() => typedFor(code));
  const type = (patch: Partial<Typed>): void => {
    setTyped({ name, area, ...patch });
    keepTyped(code, { name, area, ...patch });
  };
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [, go] = useLocation();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const before = me.get();
    const about = {
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(area.trim() === '' ? {} : { area: area.trim() }),
    };
    const answer = await comeIn({ code, ...about });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.message);
    comeAs({
      ...arrival.get(),
      ...(as === undefined ? {} : { as }),
      ...(area.trim() === '' ? {} : { area: area.trim() }),
    });
    const there = wayIn(answer.body);
    // If the page was someone else's, or its session has ended, it starts over: its socket and its memory belong to
    // them.
    if ((before ?? null) !== null || link.get().state === 'signed-out') location.replace(there);
    else go(there, { replace: true });
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      {known === true ? null : (
        <>
          <Field
            label="Your name"
            required
            autoFocus
            most={80}
            autoComplete="name"
            value={name}
            onChange={(event) => type({ name: event.target.value })}
          />
          <Field
            label="Your area (optional)"
            hint="What people can ask you about: database, payments, support."
            most={60}
            value={area}
            onChange={(event) => type({ area: event.target.value })}
          />
        </>
      )}
      {problem === null ? null : <Problem>{problem}</Problem>}
      <Button type="submit" look="primary" disabled={busy}>
        {verb}
      </Button>
    </form>
  );
}
