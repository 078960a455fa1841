/**
 * What the room itself adds to a brief, so that no one has to remember it: open tasks with owner and time left, what
 * was decided and what was dropped, updates due, open asks, who is here. The giver sees the same lines as the receiver.
 */
import { Ban, Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { kindOfObjection } from '../../shared/decisions/against.ts';
import { seatName } from '../../shared/crew/sentences.ts';
import { isolated } from '../../shared/isolated.ts';
import { useNames, useRoom, useView } from '../session/hooks.ts';
import { At, Since, Until } from '../ui/Time.tsx';
import styles from './Floor.module.css';
import { TaskLine } from './TaskLine.tsx';

const NEWEST = 5;

/** `tasks`: listed here too; the receiver walks through them instead. */
export function RoomFacts({ tasks }: { readonly tasks?: true }): ReactNode {
  return (
    <dl className={styles['brief']} data-quiet>
      {tasks === true ? (
        <Row term="Tasks">
          <Tasks />
        </Row>
      ) : null}
      <Row term="Decided">
        <Decided />
      </Row>
      <Row term="Updates due">
        <Promised />
      </Row>
      <Row term="Questions">
        <Asks />
      </Row>
      <Row term="Here">
        <Here />
      </Row>
    </dl>
  );
}

export function Row({
  term,
  changed,
  children,
}: {
  readonly term: string;
  readonly changed?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {children}
        {changed === true ? <em className={styles['changed']}>changed just now</em> : null}
      </dd>
    </div>
  );
}

function Tasks(): ReactNode {
  const tasks = useRoom((room) => room.tasks.tasks);
  const open = tasks.filter((task) => task.endedAt === null);
  if (open.length === 0) return 'No open tasks.';
  return (
    <ul>
      {open.map((task) => (
        <li key={task.id}>
          <TaskLine task={task} owner />
        </li>
      ))}
    </ul>
  );
}

function Decided(): ReactNode {
  const made = useRoom((room) => room.decisions.made);
  const running = useRoom((room) => room.decisions.running);
  const name = useNames();
  if (made.length === 0 && running === null) return 'No decisions yet.';
  return (
    <ul>
      {running === null ? null : <li>Pending: {running.text}</li>}
      {made
        .slice(-NEWEST)
        .toReversed()
        .map((each) => {
          const done = each.outcome === 'proceeded' || each.outcome === 'decided';
          return (
            <li key={each.id}>
              {done ? <Check size={14} aria-hidden="true" /> : <Ban size={14} aria-hidden="true" />}{' '}
              {done ? 'Decided' : 'Dropped'} <At at={each.at} />: {each.text}
              {each.why === null ? null : <span className={styles['faint']}> ({each.why})</span>}
              {each.objections.map(({ by, why, noGo }) => (
                <span key={by} className={styles['faint']}>
                  {' '}
                  {each.outcome === 'proceeded' ? 'Over' : 'After'} {name(by)}’s {kindOfObjection({ noGo })}:{' '}
                  {isolated(why)}
                </span>
              ))}
            </li>
          );
        })}
    </ul>
  );
}

function Promised(): ReactNode {
  const { internal, external } = useRoom((room) => room.updates.promises);
  if (internal === null && external === null) return 'No update is due.';
  return (
    <>
      {internal === null ? null : (
        <span className={styles['promise']}>
          internal update <At at={internal.nextAt} /> (<Until at={internal.nextAt} past="overdue " />)
        </span>
      )}
      {external === null ? null : (
        <span className={styles['promise']}>
          customer update <At at={external.nextAt} /> (<Until at={external.nextAt} past="overdue " />)
        </span>
      )}
    </>
  );
}

function Asks(): ReactNode {
  const open = useRoom((room) => room.asks.open);
  const name = useNames();
  if (open.length === 0) return 'No open questions.';
  return (
    <ul>
      {open.map((ask) => (
        <li key={ask.id}>
          {name(ask.by)}: {ask.text}{' '}
          <span className={styles['faint']} data-late={ask.overdue}>
            {ask.answerBy === null ? (
              <>
                waiting <Since at={ask.at} />
              </>
            ) : (
              <>
                answer due <At at={ask.answerBy} />
                {ask.overdue ? ', overdue' : ''}
              </>
            )}
            {ask.handedTo === null ? '' : `, with ${name(ask.handedTo)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Here(): ReactNode {
  const people = useView((view) => view.people);
  const name = useNames();
  const { seats, members } = useRoom((room) => room.crew);
  // In the order in which they joined: who reads the list again finds each name where it was.
  const joined = Object.keys(members);
  const here = Object.values(people)
    .filter((person) => person.connected)
    .toSorted((one, other) => joined.indexOf(one.id) - joined.indexOf(other.id));
  const words = here.map(({ id }) => {
    const roles = seats.filter((seat) => seat.taken && seat.person === id).map((seat) => seatName(seat.role));
    return roles.length === 0 ? name(id) : `${name(id)} (${roles.join(', ')})`;
  });
  return (
    <>
      {here.length} online: {words.join(', ')}
    </>
  );
}
