/** What an administrator decides about a person: trained to command, administrator, active or not. */
import { useState, type ReactNode } from 'react';
import { whatEnds } from '../../shared/workspace/sentences.ts';
import { broughtBy } from '../../shared/workspace/people.ts';
import type { Person } from '../../shared/workspace/words.ts';
import type { Me } from '../session/me.ts';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { change, unready, type Change, type Listed } from './people.ts';
import styles from './People.module.css';

interface RightsProps {
  readonly person: Listed;
  readonly all: readonly Listed[];
  readonly me: Me;
}

export function Rights({ person, all, me }: RightsProps): ReactNode {
  const [problem, setProblem] = useState<string | null>(null);
  const set = async (wish: Change, done: string): Promise<void> => {
    const answer = await change(person.id, wish);
    setProblem(answer.ok ? null : answer.message);
    if (answer.ok) announce('polite', done);
  };
  const parts = { person, all, me, onSet: set };
  return (
    <section aria-labelledby="rights">
      <h3 id="rights">Rights</h3>
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <ul className={styles['facts']}>
        {person.active ? <Trained {...parts} /> : null}
        {person.active ? <Administrator {...parts} /> : null}
        <Active {...parts} />
        <WithBrought {...parts} />
      </ul>
    </section>
  );
}

interface PartProps extends RightsProps {
  readonly onSet: (wish: Change, done: string) => Promise<void>;
}

function Row({
  title,
  about,
  refused = null,
  children,
}: {
  readonly title: string;
  readonly about: string;
  /** The domain's reason why there is no button. */
  readonly refused?: string | null;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <li className={styles['fact']}>
      <div>
        <strong>{title}</strong>
        <span>{about}</span>
        {refused === null ? null : <span data-why>{refused}</span>}
      </div>
      {refused === null ? children : null}
    </li>
  );
}

function Trained({ person: { name, trained }, onSet }: PartProps): ReactNode {
  return (
    <Row
      title={trained ? 'Trained to command' : 'Not trained to command'}
      about="Trained people can take command when no one has it and the room’s policy asks for training."
    >
      <Button
        size="small"
        look="quiet"
        onClick={() =>
          void onSet({ trained: !trained }, `${name} is ${trained ? 'no longer' : 'now'} trained to command.`)
        }
      >
        {trained ? 'Mark as not trained' : 'Mark as trained'}
      </Button>
    </Row>
  );
}

function Administrator({ person, all, me, onSet }: PartProps): ReactNode {
  const { id, name, administrator } = person;
  const isMe = id === me.id;
  const refused = unready(all, me, id, { administrator: !administrator });
  return (
    <Row
      title={administrator ? 'Administrator' : 'Not an administrator'}
      about="Administrators manage people, invite links, tokens and the service map."
      refused={refused}
    >
      <ConfirmButton
        label={administrator ? 'Remove as administrator' : 'Make administrator'}
        name={`${administrator ? 'Remove as' : 'Make'} administrator: ${name}`}
        confirm={administrator ? 'Remove now' : 'Make administrator now'}
        consequence={
          administrator
            ? `${isMe ? 'You stop' : `${name} stops`} managing people, links, tokens and services at once. ${isMe ? 'You stay' : 'They stay'} signed in, and in ${isMe ? 'your' : 'their'} rooms.`
            : `${name} can manage everyone here, you included, at once.`
        }
        onConfirm={() =>
          onSet(
            { administrator: !administrator },
            `${name} is ${administrator ? 'no longer' : 'now'} an administrator.`,
          )
        }
      />
    </Row>
  );
}

function Active({ person, all, me, onSet }: PartProps): ReactNode {
  const { id, name, active } = person;
  const isMe = id === me.id;
  return active ? (
    <Row
      title="Active"
      about="Deactivate people who left, or whose device or account is in the wrong hands."
      refused={unready(all, me, id, { active: false })}
    >
      <ConfirmButton
        label="Deactivate"
        name={`Deactivate ${name}`}
        confirm={isMe ? 'Deactivate yourself' : 'Deactivate now'}
        consequence={whatEnds(name, isMe)}
        onConfirm={() => onSet({ active: false }, `${name} was deactivated.`)}
      />
    </Row>
  ) : (
    <Row title="Deactivated" about="Signed out everywhere. Their name stays in the logs.">
      <ConfirmButton
        label="Activate"
        name={`Activate ${name}`}
        confirm="Activate now"
        consequence={`${name} can sign in again with a link that you create here. Old links, tokens and sessions stay revoked. In rooms they left, the commander has to admit them again.`}
        onConfirm={() => onSet({ active: true }, `${name} was activated.`)}
      />
    </Row>
  );
}

/** For someone who brought others who are still active: the first press says who, the second deactivates all. */
function WithBrought({ person, all, onSet }: PartProps): ReactNode {
  const brought = broughtBy({ people: Object.fromEntries(all.map((each) => [each.id, each as Person])) }, person.id);
  if (brought.length === 0) return null;
  const who = brought.length === 1 ? 'the person they invited' : `the ${brought.length} people they invited`;
  const everyone = [person.active ? [person] : [], brought].flat();
  return (
    <Row
      title={`Invited ${brought.length === 1 ? 'one person' : `${brought.length} people`}`}
      about={brought
        .slice(0, 20)
        .map(({ name }) => name)
        .join(', ')}
    >
      <ConfirmButton
        label={`Deactivate with ${who}`}
        name={`Deactivate ${person.name} with ${who}`}
        confirm={`Deactivate ${everyone.length} people now`}
        consequence={`${everyone.map(({ name }) => name).join(', ')}: signed out everywhere within two seconds. Their tokens and invite links end, and they leave every open room.`}
        onConfirm={() =>
          onSet({ active: false, withBrought: true }, `${person.name} was deactivated, with ${brought.length} others.`)
        }
      />
    </Row>
  );
}
