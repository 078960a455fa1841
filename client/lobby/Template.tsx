/**
 * The headings with which the scribe documents of new incidents open: one on each line, with a preview. Open rooms keep
 * the document that they have.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { MOST_HEADINGS, MOST_HEADING_CHARACTERS } from '../../shared/scribe/template.ts';
import { call, type Called } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, type TextDraft } from '../ui/drafting.ts';
import { Area } from '../ui/Field.tsx';
import { toast } from '../ui/toasts.ts';
import styles from './People.module.css';

type Known = Called<{ readonly headings: readonly string[] }>;

const headingsIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');

export function Template({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [known, setKnown] = useState<string | null>(null);
  const words = useDraft('template', known ?? '');
  const text = known === null ? null : words.value;
  const [refusal, setRefusal] = useState<string | null>(null);
  const learn = (answer: Known): void =>
    answer.ok ? setKnown(answer.body.headings.join('\n')) : setRefusal(answer.message);
  useEffect(() => void call<{ headings: readonly string[] }>('GET', '/api/template').then(learn), []);
  const headings = headingsIn(text ?? '');
  const problem = problemWith(headings) ?? refusal;
  const save = async (): Promise<void> => {
    if (text === null || problemWith(headings) !== null) return;
    const answer = await call('PUT', '/api/template', { headings });
    if (!answer.ok && answer.code !== 'workspace.unchanged') return setRefusal(answer.message);
    words.clear();
    toast({
      tone: 'done',
      text: headings.length === 0 ? 'New documents open empty.' : 'New documents open with these headings.',
    });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Document template"
      actions={
        text === null ? undefined : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" onClick={() => void save()}>
              Save template
            </Button>
          </>
        )
      }
    >
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      {text === null ? (
        <p>{refusal === null ? 'Loading…' : ''}</p>
      ) : (
        <Headings words={words} headings={headings} onChange={() => setRefusal(null)} />
      )}
    </Dialog>
  );
}

interface HeadingsProps {
  readonly words: TextDraft;
  readonly headings: readonly string[];
  readonly onChange: () => void;
}

function Headings({ words, headings, onChange }: HeadingsProps): ReactNode {
  return (
    <>
      <Area
        label="Headings, one per line"
        rows={5}
        // It comes after the dialog, which had nothing to focus.
        autoFocus
        draft={{ ...words, set: (next) => (words.set(next), onChange()) }}
        hint="For incidents declared from now on. Open rooms keep theirs."
      />
      <section className={styles['look']} aria-label="Preview of a new document">
        {headings.length === 0 ? (
          <p>An empty page.</p>
        ) : (
          headings.map((heading, place) => <h3 key={place}>{heading}</h3>)
        )}
      </section>
    </>
  );
}

function problemWith(headings: readonly string[]): string | null {
  if (headings.length > MOST_HEADINGS) return `${MOST_HEADINGS} headings at most: few get filled in at night.`;
  const long = headings.find((heading) => heading.length > MOST_HEADING_CHARACTERS);
  return long === undefined
    ? null
    : `A heading can have ${MOST_HEADING_CHARACTERS} characters at most. This one is longer: “${long.slice(0, 40)}…”`;
}
