/** A person's name, area and email: one's own, or anyone's for an administrator. Only administrators set emails. */
import { useState, type FormEvent, type ReactNode } from 'react';
import type { Me } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import { useDraft, within } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { toast } from '../ui/toasts.ts';
import { change, unreadyEmail, type Listed } from './people.ts';
import styles from './People.module.css';

interface ProfileProps {
  readonly person: Listed;
  readonly me: Me;
  readonly all: readonly Listed[];
}

export function Profile({ person, me, all }: ProfileProps): ReactNode {
  const isMe = person.id === me.id;
  const kept = { name: person.name, area: person.area ?? '', email: person.email ?? '' };
  const draft = useDraft(`people.profile.${person.id}`, kept);
  const [problem, setProblem] = useState<string | null>(null);
  const set = (patch: object): void => draft.set((before) => ({ ...before, ...patch }));
  const [name, area, email] = [draft.value.name.trim(), draft.value.area.trim(), draft.value.email.trim()];
  const emailRefused = me.administrator ? unreadyEmail(all, me, person.id) : null;
  const setsEmail = me.administrator && emailRefused === null;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name === '') return setProblem(`Say ${isMe ? 'your' : 'their'} name, as others know ${isMe ? 'you' : 'them'}.`);
    const answer = await change(person.id, {
      name,
      area: area === '' ? null : area,
      ...(setsEmail && email !== kept.email ? { email: email === '' ? null : email } : {}),
    });
    setProblem(answer.ok ? null : answer.message);
    if (!answer.ok) return;
    draft.clear();
    toast({
      tone: 'done',
      text: `Saved: ${[name, area, setsEmail ? email : ''].filter((each) => each !== '').join(', ')}.`,
    });
  };
  return (
    <form className={styles['profile']} onSubmit={(event) => void save(event)} aria-label="Name, area and email">
      <Field
        label={isMe ? 'Your name' : 'Name'}
        hint="Open rooms show a new name right away."
        most={80}
        draft={within(draft.value.name, (next) => set({ name: next }), person.name)}
      />
      <Field
        label={isMe ? 'Your area' : 'Area'}
        placeholder="database, payments, support"
        most={60}
        draft={within(draft.value.area, (next) => set({ area: next }), person.area ?? '')}
      />
      {setsEmail ? (
        <div className={styles['email']}>
          <Field
            label={isMe ? 'Your email' : 'Email'}
            type="email"
            hint={emailHint(person)}
            most={254}
            draft={within(draft.value.email, (next) => set({ email: next }), kept.email)}
          />
        </div>
      ) : null}
      <Button type="submit" look={draft.isBegun ? 'primary' : 'plain'} disabled={!draft.isBegun}>
        Save
      </Button>
      {setsEmail || (kept.email === '' && emailRefused === null) ? null : (
        <p className={styles['none']}>
          Email: {kept.email === '' ? 'none' : kept.email}. {emailRefused ?? 'Administrators change it.'}
        </p>
      )}
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </form>
  );
}

const emailHint = ({ email, emailVerified }: Listed): string =>
  email === undefined
    ? 'What they sign in with. Only administrators see it.'
    : emailVerified === true
      ? 'Verified by your sign-in provider. Only administrators see it.'
      : 'Not verified by a sign-in provider. Only administrators see it.';
