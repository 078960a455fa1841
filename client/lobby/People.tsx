/**
 * Everyone in this workspace, for administrators: who may do what, whose link they joined by, and how to deactivate a
 * person, alone or with everyone they brought, and activate them again.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { broughtBy } from '../../shared/workspace/people.ts';
import type { Person } from '../../shared/workspace/words.ts';
import { call, me, type Called } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import styles from './People.module.css';

type Listed = Omit<Person, 'addedAt' | 'generation'>;
interface Change {
  readonly active: boolean;
  readonly withBrought?: true;
}
type Answer = Called<{ readonly people: readonly Listed[] }>;

const askPeople = (): Promise<Answer> => call('GET', '/api/people');

export function People(): ReactNode {
  const [found, setFound] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = (): Promise<void> => askPeople().then(setFound);
  useEffect(() => void askPeople().then(setFound), []);
  const set = async ({ id, name }: Listed, change: Change): Promise<void> => {
    const answer = await call<{ readonly deactivated?: readonly string[] }>('PATCH', `/api/people/${id}`, change);
    setProblem(answer.ok ? null : answer.message);
    const others = answer.ok ? (answer.body.deactivated ?? []).length : 0;
    if (answer.ok)
      announce(
        'polite',
        change.active
          ? `${name} was activated.`
          : `${name} was deactivated${others === 0 ? '' : `, with ${others} others`}.`,
      );
    await load();
  };
  if (found === null) return <p>Loading people…</p>;
  if (!found.ok) return <Retry message={found.message} onRetry={load} />;
  const { people } = found.body;
  const [active, inactive] = [people.filter((each) => each.active), people.filter((each) => !each.active)];
  return (
    <>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <ul className={styles['list']} aria-label="Active people">
        {active.map((each) => (
          <Row key={each.id} person={each} all={people} onSet={set} />
        ))}
      </ul>
      {inactive.length === 0 ? null : (
        <section className={styles['section']}>
          <h3>Deactivated</h3>
          <ul className={styles['list']} aria-label="Deactivated people">
            {inactive.map((each) => (
              <Row key={each.id} person={each} all={people} onSet={set} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

export function Retry({
  message,
  onRetry,
}: {
  readonly message: string;
  readonly onRetry: () => Promise<void>;
}): ReactNode {
  return (
    <div className={styles['retry']}>
      <p role="alert">{message}</p>
      <Button size="small" onClick={() => void onRetry()}>
        Try again
      </Button>
    </div>
  );
}

interface RowProps {
  readonly person: Listed;
  readonly all: readonly Listed[];
  readonly onSet: (person: Listed, change: Change) => Promise<void>;
}

function Row({ person, all, onSet }: RowProps): ReactNode {
  const isMe = useStore(me)?.id === person.id;
  const { name, active } = person;
  const bringer = all.find(({ id }) => id === person.broughtBy)?.name;
  return (
    <li className={styles['row']} data-active={active}>
      <div className={styles['what']}>
        <strong>
          {name}
          {isMe ? ' (you)' : ''}
        </strong>
        <span>
          {facts(person)}
          {bringer === undefined ? '' : ` · invited by ${bringer}`}
        </span>
      </div>
      {active ? (
        <ConfirmButton
          label="Deactivate"
          name={`Deactivate ${name}`}
          confirm={isMe ? 'Deactivate yourself' : 'Deactivate now'}
          consequence={endOf(name, isMe)}
          onConfirm={() => onSet(person, { active: false })}
        />
      ) : (
        <ConfirmButton
          label="Activate"
          name={`Activate ${name}`}
          confirm="Activate now"
          consequence={`${name} can sign in again with a new invite link or device code. Old links, tokens and sessions stay revoked. In rooms they left, the commander has to admit them again.`}
          onConfirm={() => onSet(person, { active: true })}
        />
      )}
      <WithBrought person={person} all={all} onSet={onSet} />
    </li>
  );
}

/**
 * For a person who brought others who are still active: the first press says who they are, the second deactivates all
 * of them.
 */
function WithBrought({ person, all, onSet }: RowProps): ReactNode {
  const brought = broughtBy({ people: Object.fromEntries(all.map((each) => [each.id, each as Person])) }, person.id);
  if (brought.length === 0) return null;
  const who = brought.length === 1 ? 'the person they invited' : `the ${brought.length} people they invited`;
  const consequence = `${[person.active ? [person] : [], brought]
    .flat()
    .map(({ name }) => name)
    .join(
      ', ',
    )}: signed out everywhere within two seconds. Their tokens and invite links end, and they leave every open room.`;
  return (
    <div className={styles['also']}>
      <ConfirmButton
        label={`Deactivate with ${who}`}
        name={`Deactivate ${person.name} with ${who}`}
        confirm={`Deactivate ${brought.length + (person.active ? 1 : 0)} people now`}
        consequence={consequence}
        onConfirm={() => onSet(person, { active: false, withBrought: true })}
      />
    </div>
  );
}

const endOf = (name: string, isMe: boolean): string =>
  `${isMe ? 'You are' : `${name} is`} signed out everywhere within two seconds. ${isMe ? 'Your' : 'Their'} tokens and invite links end, and ${isMe ? 'you leave' : 'they leave'} every open room. The name stays in the logs.`;

function facts({ area, administrator, trained, observer, rooms }: Listed): string {
  const role = observer
    ? rooms === undefined
      ? 'observer'
      : `observer in ${rooms.map((room) => room.toUpperCase()).join(', ')} only`
    : 'responder';
  return [administrator ? 'administrator' : role, trained ? 'trained to command' : '', area ?? '']
    .filter((each) => each !== '')
    .join(' · ');
}
