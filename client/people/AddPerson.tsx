/** Adding someone by name, for administrators: their sheet opens next, where the link with which they sign in is made. */
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, within } from '../ui/drafting.ts';
import { Choice, Field } from '../ui/Field.tsx';
import { add, learnPeople } from './people.ts';

const TRAINED = [
  { value: 0, label: 'Not trained' },
  { value: 1, label: 'Trained' },
] as const;

export function AddPerson({ onClose }: { readonly onClose: () => void }): ReactNode {
  const draft = useDraft('people.add', { name: '', area: '', email: '', trained: 0 });
  const [problem, setProblem] = useState<string | null>(null);
  const [, go] = useLocation();
  const { name, area, email, trained } = draft.value;
  const set = (patch: object): void => draft.set((before) => ({ ...before, ...patch }));
  const save = async (): Promise<void> => {
    if (name.trim() === '') return setProblem('Say their name, as others know them.');
    const answer = await add({
      name: name.trim(),
      trained: trained === 1,
      ...(area.trim() === '' ? {} : { area: area.trim() }),
      ...(email.trim() === '' ? {} : { email: email.trim() }),
    });
    if (!answer.ok) return setProblem(answer.message);
    draft.clear();
    await learnPeople();
    onClose();
    go(`/people/${answer.body.id}`);
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" onClick={() => void save()}>
        Add person
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title="Add a person" actions={actions}>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <Field label="Name" most={80} draft={within(name, (next) => set({ name: next }))} />
      <Field
        label="Area (optional)"
        placeholder="database, payments, support"
        most={60}
        draft={within(area, (next) => set({ area: next }))}
      />
      <Field
        label="Email (optional)"
        type="email"
        placeholder="kim@example.org"
        most={254}
        draft={within(email, (next) => set({ email: next }))}
      />
      <Choice
        label="Trained to command"
        options={TRAINED}
        value={trained}
        onChoose={(next) => set({ trained: next })}
      />
      <p>Next, you create the link with which they sign in.</p>
    </Dialog>
  );
}
