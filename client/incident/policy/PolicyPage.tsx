/**
 * `/settings/policy`: with which rules and times new rooms begin. Administrators change them here, everyone else reads
 * them. Rooms that are there keep theirs.
 */
import { ArrowLeft } from 'lucide-react';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { Policy } from '../../../shared/incident/words.ts';
import { call, type Me } from '../../session/me.ts';
import { Button } from '../../ui/Button.tsx';
import { useDraft } from '../../ui/drafting.ts';
import { useKeys } from '../../ui/keys.ts';
import { PaletteButton } from '../../ui/PaletteButton.tsx';
import { toast } from '../../ui/toasts.ts';
import styles from './Policy.module.css';
import { PolicyFields } from './PolicyFields.tsx';
import { PolicyValues } from './PolicyValues.tsx';
import { wishOf, type Written } from './policy-words.ts';

interface Answer {
  readonly policy: Policy;
}

export function PolicyPage({ me }: { readonly me: Me }): ReactNode {
  const [policy, setPolicy] = useState<Policy | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const [, go] = useLocation();
  useEffect(() => void (document.title = 'Policy · Watchfloor'), []);
  useEffect(() => {
    void call<Answer>('GET', '/api/policy').then((answer) => {
      if (answer.ok) setPolicy(answer.body.policy);
      setProblem(answer.ok ? null : answer.message);
    });
  }, [tries]);
  useKeys([{ does: 'Lobby', also: 'back incidents', run: () => go('/') }]);
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <Link href="/" className={styles['back']}>
          <ArrowLeft size={16} aria-hidden="true" />
          Lobby
        </Link>
        <h1>Policy</h1>
        <PaletteButton />
      </header>
      <main className={styles['main']}>
        <p className={styles['quiet']}>
          New incidents begin with these rules and times. Rooms that are already open keep theirs.
          {me.administrator ? '' : ' Only administrators change them.'}
        </p>
        {problem === null ? null : (
          <p role="alert" className={styles['problem']}>
            {problem} <Button onClick={() => setTries(tries + 1)}>Try again</Button>
          </p>
        )}
        {policy === null ? null : me.administrator ? (
          <PolicyForm policy={policy} onSaved={setPolicy} />
        ) : (
          <PolicyValues policy={policy} />
        )}
      </main>
    </div>
  );
}

const NOTHING: Written = {};

function PolicyForm({
  policy,
  onSaved,
}: {
  readonly policy: Policy;
  readonly onSaved: (policy: Policy) => void;
}): ReactNode {
  const draft = useDraft<Written>('policy', NOTHING);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { changes, problems } = wishOf(policy, draft.value);
  const count = Object.keys(changes).length;
  const reason = Object.keys(problems).length > 0 ? 'Correct the marked values first.' : refusal;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (count === 0 || Object.keys(problems).length > 0) return;
    const answer = await call<Answer>('PUT', '/api/policy', { policy: changes });
    setRefusal(answer.ok ? null : answer.message);
    if (!answer.ok) return;
    onSaved(answer.body.policy);
    draft.clear();
    toast({ tone: 'done', text: 'Saved. New incidents begin with this policy.' });
  };
  return (
    <form onSubmit={(event) => void save(event)} aria-label="Policy for new rooms">
      <PolicyFields policy={policy} draft={draft} problems={problems} />
      <footer className={styles['foot']} data-no-toast>
        <span role="status" data-why={reason !== null}>
          {reason ?? (count === 0 ? 'Everything is saved.' : `${count} ${count === 1 ? 'value' : 'values'} changed`)}
        </span>
        {draft.isBegun ? <Button onClick={draft.clear}>Discard</Button> : null}
        <Button
          type="submit"
          look={count > 0 ? 'primary' : 'plain'}
          aria-disabled={count === 0 || Object.keys(problems).length > 0}
        >
          Save policy
        </Button>
      </footer>
    </form>
  );
}
