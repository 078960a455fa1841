/** A person's name and area: one's own, or anyone's for an administrator. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { useDraft, within } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { toast } from '../ui/toasts.ts';
import { change, type Listed } from './people.ts';
import styles from './People.module.css';

export function Profile({ person, isMe }: { readonly person: Listed; readonly isMe: boolean }): ReactNode {
  const draft = useDraft(`people.profile.${person.id}`, { name: person.name, area: person.area ?? '' });
  const [problem, setProblem] = useState<string | null>(null);
  const set = (patch: object): void => draft.set((before) => ({ ...before, ...patch }));
  const [name, area] = [draft.value.name.trim(), draft.value.area.trim()];
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name === '') return setProblem(`Say ${isMe ? 'your' : 'their'} name, as others know ${isMe ? 'you' : 'them'}.`);
    const answer = await change(person.id, { name, area: area === '' ? null : area });
    setProblem(answer.ok ? null : answer.message);
    if (!answer.ok) return;
    draft.clear();
    toast({ tone: 'done', text: `Saved: ${[name, area].filter((each) => each !== '').join(', ')}.` });
  };
  return (
    <form className={styles['profile']} onSubmit={(event) => void save(event)} aria-label="Name and area">
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
      <Button type="submit" look={draft.isBegun ? 'primary' : 'plain'} disabled={!draft.isBegun}>
        Save
      </Button>
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </form>
  );
}
