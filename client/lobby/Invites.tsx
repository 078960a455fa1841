/** Inviting, for administrators: make a link, and below it every open link, each with a button that revokes it. */
import { useEffect, useState, type ReactNode } from 'react';
import { invite } from '../access/doors.ts';
import { calledApart } from '../../shared/workspace/alike.ts';
import type { Person } from '../../shared/workspace/words.ts';
import { call, type Called } from '../session/me.ts';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { Choice } from '../ui/Field.tsx';
import { clockTime, dayOf } from '../session/zone.ts';
import { CopyLink } from './CopyLink.tsx';
import { Retry } from './Retry.tsx';
import styles from './People.module.css';

const ROLES = [
  { value: 'responder', label: 'Responders' },
  { value: 'observer', label: 'Observers' },
] as const;
const USES = [
  { value: 1, label: 'One person' },
  { value: 10, label: '10 people' },
  { value: 100, label: '100 people' },
] as const;
const HOURS = [
  { value: 1, label: '1 hour' },
  { value: 24, label: '1 day' },
  { value: 168, label: '7 days' },
] as const;

interface Link {
  readonly id: string;
  readonly by: string;
  readonly role: 'responder' | 'observer';
  readonly room: string | null;
  readonly uses: number;
  readonly of: number;
  readonly expiresAt: string;
}
interface Listed {
  readonly invites: readonly Link[];
  readonly people: readonly Person[];
}

export function Invites(): ReactNode {
  const [role, setRole] = useState<'responder' | 'observer'>('responder');
  const [uses, setUses] = useState<number>(10);
  const [hours, setHours] = useState<number>(24);
  const [made, setMade] = useState<Called<{ readonly url: string }> | null>(null);
  const [found, setFound] = useState<Called<Listed> | null>(null);
  const load = (): Promise<void> => askLinks().then(setFound);
  useEffect(() => void askLinks().then(setFound), []);
  const change =
    <Value,>(set: (value: Value) => void) =>
    (value: Value): void => (set(value), setMade(null));
  const make = async (): Promise<void> => {
    setMade(await invite({ role, uses, expiresInHours: hours }));
    await load();
  };
  return (
    <>
      <Choice label="For" options={ROLES} value={role} onChoose={change(setRole)} />
      <Choice label="Good for" options={USES} value={uses} onChoose={change(setUses)} />
      <Choice label="Expires after" options={HOURS} value={hours} onChoose={change(setHours)} />
      {made?.ok === true ? (
        <CopyLink url={made.body.url} label="Send this link" />
      ) : (
        <Button look="primary" onClick={() => void make()}>
          Create link
        </Button>
      )}
      {made?.ok === false ? <p role="alert">{made.message}</p> : null}
      <section className={styles['section']}>
        <h3>Active invite links</h3>
        <OpenLinks found={found} onChange={load} />
      </section>
    </>
  );
}

async function askLinks(): Promise<Called<Listed>> {
  const [links, people] = await Promise.all([
    call<Pick<Listed, 'invites'>>('GET', '/api/invites'),
    call<Pick<Listed, 'people'>>('GET', '/api/people'),
  ]);
  return links.ok
    ? { ok: true, body: { invites: links.body.invites, people: people.ok ? people.body.people : [] } }
    : links;
}

function OpenLinks({
  found,
  onChange,
}: {
  readonly found: Called<Listed> | null;
  readonly onChange: () => Promise<void>;
}): ReactNode {
  const [problem, setProblem] = useState<string | null>(null);
  const revoke = async ({ id }: Link): Promise<void> => {
    const answer = await call('DELETE', `/api/invites/${id}`);
    setProblem(answer.ok ? null : answer.message);
    if (answer.ok) announce('polite', 'The invite link was revoked.');
    await onChange();
  };
  if (found === null) return <p>Loading invite links…</p>;
  if (!found.ok) return <Retry message={found.message} onRetry={onChange} />;
  const { invites, people } = found.body;
  const called = calledApart(people);
  return (
    <>
      {problem === null ? null : <p role="alert">{problem}</p>}
      {invites.length === 0 ? <p className={styles['none']}>None. No one can join by link.</p> : null}
      <ul className={styles['list']} aria-label="Active invite links">
        {invites.map((link) => {
          const maker = called.get(link.by) ?? 'the operator';
          return (
            <li key={link.id} className={styles['row']}>
              <div className={styles['what']}>
                <strong>
                  {link.role === 'responder' ? 'Responder' : 'Observer'}
                  {link.room === null ? '' : ` in ${link.room.toUpperCase()}`}, {link.uses} of {link.of} left
                </strong>
                <span>
                  by {maker} · expires {dayOf(link.expiresAt)}, {clockTime(link.expiresAt)}
                </span>
              </div>
              <ConfirmButton
                label="Revoke"
                name={`Revoke the link made by ${maker}, ${link.uses} of ${link.of} left`}
                confirm="Revoke now"
                consequence="The link stops working right away. People who already joined stay."
                onConfirm={() => revoke(link)}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
