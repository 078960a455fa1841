/** What administrators do here: make invite links, see who belongs to this place, choose with which headings documents open. */
import { useEffect, useState, type ReactNode } from 'react';
import { invite } from '../access/doors.ts';
import { call, type Called } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Choice } from '../ui/Field.tsx';
import { CopyLink } from './CopyLink.tsx';
import styles from './Lobby.module.css';
import { Template } from './Template.tsx';

export function Administration(): ReactNode {
  const [shown, setShown] = useState<'invite' | 'people' | 'template' | null>(null);
  const close = (): void => setShown(null);
  return (
    <section className={styles['card']} aria-label="Administration">
      <h2>Administration</h2>
      <div className={styles['buttons']}>
        <Button onClick={() => setShown('invite')}>Invite people</Button>
        <Button onClick={() => setShown('people')}>See people</Button>
        <Button onClick={() => setShown('template')}>Document template</Button>
      </div>
      <Dialog open={shown === 'invite'} onClose={close} title="Invite people">
        <Invite />
      </Dialog>
      <Dialog open={shown === 'people'} onClose={close} title="People">
        <People />
      </Dialog>
      {shown === 'template' ? <Template onClose={close} /> : null}
    </section>
  );
}

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

function Invite(): ReactNode {
  const [role, setRole] = useState<'responder' | 'observer'>('responder');
  const [uses, setUses] = useState<number>(10);
  const [hours, setHours] = useState<number>(24);
  const [made, setMade] = useState<Called<{ readonly url: string }> | null>(null);
  const change =
    <Value,>(set: (value: Value) => void) =>
    (value: Value): void => (set(value), setMade(null));
  return (
    <>
      <Choice label="For" options={ROLES} value={role} onChoose={change(setRole)} />
      <Choice label="Good for" options={USES} value={uses} onChoose={change(setUses)} />
      <Choice label="Ends after" options={HOURS} value={hours} onChoose={change(setHours)} />
      {made?.ok === true ? (
        <CopyLink url={made.body.url} label="Send this link" />
      ) : (
        <Button look="primary" onClick={() => void invite({ role, uses, expiresInHours: hours }).then(setMade)}>
          Make the link
        </Button>
      )}
      {made?.ok === false ? <p role="alert">{made.message}</p> : null}
    </>
  );
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly area?: string | null;
  readonly trained?: boolean;
  readonly administrator?: boolean;
  readonly observer?: boolean;
}

function People(): ReactNode {
  const [found, setFound] = useState<Called<{ readonly people: readonly Listed[] }> | null>(null);
  useEffect(() => void call<{ people: readonly Listed[] }>('GET', '/api/people').then(setFound), []);
  if (found === null) return <p>Asking the server.</p>;
  if (!found.ok) return <p role="alert">{found.message}</p>;
  return (
    <ul className={styles['people']}>
      {found.body.people.map((person) => (
        <li key={person.id}>
          <strong>{person.name}</strong>
          <span>{person.area ?? ''}</span>
          <span>
            {[
              person.administrator === true ? 'administrator' : '',
              person.trained === true ? 'trained to command' : '',
              person.observer === true ? 'observer' : '',
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
