/** What is owed, in one line: who waits for what, and how long it has waited or still has. */
import type { ReactNode } from 'react';
import { seatName } from '../../shared/crew/sentences.ts';
import { useNames } from '../session/hooks.ts';
import { Since, Until } from '../ui/Time.tsx';
import type { Owed, OwedKind } from './owed.ts';

type Name = (person: string) => string;
type Words = { readonly [Kind in OwedKind]: (item: Extract<Owed, { kind: Kind }>, name: Name) => ReactNode };

const AUDIENCE = { internal: 'Internal', external: 'External' } as const;

const WORDS: Words = {
  offer: ({ from, until }, name) => (
    <>
      {name(from)} offers you command, <Until at={until} /> left
    </>
  ),
  challenge: ({ by, until }, name) => (
    <>
      {name(by)} asks: is there a commander? <Until at={until} past="late " />
    </>
  ),
  confirm: () => 'Confirm that you are in command',
  hear: ({ text, until }) => (
    <>
      Any strong objection? {text} <Until at={until} />
    </>
  ),
  station: ({ text, until }) => (
    <>
      Your station is asked: {text} <Until at={until} />
    </>
  ),
  chased: ({ what, at }) => (
    <>
      Finished? {what}, asked <Since at={at} /> ago
    </>
  ),
  acknowledge: ({ what, by, minutes, at }, name) => (
    <>
      {name(by)} gives you: {what}, {minutes} min. Waiting <Since at={at} />
    </>
  ),
  decide: ({ text, until }) => (
    <>
      The time for objections is over: {text} <Since at={until} />
    </>
  ),
  update: ({ audience, until, late }) =>
    late ? (
      <>
        {AUDIENCE[audience]} update, overdue <Since at={until} />
      </>
    ) : (
      <>
        {AUDIENCE[audience]} update in <Until at={until} />
      </>
    ),
  over: ({ what, dueAt }) => (
    <>
      {what}: over its time <Since at={dueAt} />
    </>
  ),
  ask: (item, name) => <Asks item={item} name={name} />,
  'ask-seen': (item, name) => <Asks item={item} name={name} />,
  approve: ({ by, at }, name) => (
    <>
      Approve {name(by)}’s text for customers, waiting <Since at={at} />
    </>
  ),
  request: ({ by, at }, name) => (
    <>
      {name(by)} asks to take command, <Since at={at} /> ago
    </>
  ),
  unanswered: ({ owner, what, at }, name) => (
    <>
      {name(owner)} has not answered: {what}, <Since at={at} />
    </>
  ),
  blocked: ({ owner, what, need }, name) => (
    <>
      {name(owner)} is blocked: {what}. Needs {need}
    </>
  ),
  declined: ({ owner, what, why }, name) => (
    <>
      {name(owner)} cannot: {what}. “{why}”
    </>
  ),
  late: ({ owner, what, dueAt }, name) => (
    <>
      {name(owner)}: {what}, over its time <Since at={dueAt} />
    </>
  ),
  severity: ({ by, severity, why }, name) => (
    <>
      {name(by)} suggests SEV{severity}: {why}
    </>
  ),
  seat: ({ role, at }) => (
    <>
      You are asked to be {seatName(role)}, <Since at={at} /> ago
    </>
  ),
  volunteer: ({ role, person, at }, name) => (
    <>
      {name(person)} volunteers as {seatName(role)}, <Since at={at} /> ago
    </>
  ),
  team: ({ name, goal, until }) => (
    <>
      Team {name}: {goal}, over its time <Since at={until} />
    </>
  ),
  relief: ({ by }, name) => <>{name(by)} asks to be relieved of command</>,
};

export function OweWords({ item }: { readonly item: Owed }): ReactNode {
  const name = useNames();
  // Each row is exact for its kind; the kind is what it is looked up by.
  return (WORDS[item.kind] as (item: Owed, name: Name) => ReactNode)(item, name);
}

/** One is told in its own words; of several, how many wait and the one that comes first. */
function Asks({
  item,
  name,
}: {
  readonly item: Extract<Owed, { kind: 'ask' | 'ask-seen' }>;
  readonly name: Name;
}): ReactNode {
  const { count, by, text, at, overdue } = item;
  const several = count === 1 ? '' : `${count} asks wait. `;
  return (
    <>
      {several}
      {name(by)} {overdue ? 'was promised an answer' : 'asks'}: {text} <Since at={at} />
    </>
  );
}
