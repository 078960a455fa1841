/** What is owed, in one line: who waits for what, and how long it has waited or still has. */
import type { ReactNode } from 'react';
import { seatName } from '../../shared/crew/sentences.ts';
import { useNames } from '../session/hooks.ts';
import { Since, Until } from '../ui/Time.tsx';
import type { Owed, OwedKind } from './owed.ts';

type Name = (person: string) => string;
type Words = { readonly [Kind in OwedKind]: (item: Extract<Owed, { kind: Kind }>, name: Name) => ReactNode };

const AUDIENCE = { internal: 'Internal', external: 'Customer' } as const;

const WORDS: Words = {
  offer: ({ from, until }, name) => (
    <>
      {name(from)} offered you command, <Until at={until} /> left
    </>
  ),
  challenge: ({ by, until }, name) => (
    <>
      {name(by)} asks: is there a commander? <Until at={until} past="overdue " />
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
      Go/no-go for your role: {text} <Until at={until} />
    </>
  ),
  chased: ({ what, at }) => (
    <>
      Status of {what}? Asked <Since at={at} /> ago
    </>
  ),
  acknowledge: ({ what, by, minutes, at }, name) => (
    <>
      {name(by)} assigned you: {what}, {minutes} min. Unacknowledged <Since at={at} />
    </>
  ),
  decide: ({ text, until }) => (
    <>
      Time for objections is up: {text} <Since at={until} />
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
      {what}: overdue <Since at={dueAt} />
    </>
  ),
  ask: (item, name) => <Asks item={item} name={name} />,
  'ask-seen': (item, name) => <Asks item={item} name={name} />,
  approve: ({ by, at }, name) => (
    <>
      Approve {name(by)}’s customer update, waiting <Since at={at} />
    </>
  ),
  request: ({ by, at }, name) => (
    <>
      {name(by)} offered to take command <Since at={at} /> ago
    </>
  ),
  unanswered: ({ owner, what, at }, name) => (
    <>
      {name(owner)} hasn’t acknowledged: {what}, <Since at={at} />
    </>
  ),
  blocked: ({ owner, what, need }, name) => (
    <>
      {name(owner)} is blocked: {what}. Needs {need}
    </>
  ),
  declined: ({ owner, what, why }, name) => (
    <>
      {name(owner)} declined: {what}. “{why}”
    </>
  ),
  late: ({ owner, what, dueAt }, name) => (
    <>
      {name(owner)}: {what}, overdue <Since at={dueAt} />
    </>
  ),
  severity: ({ by, severity, why }, name) => (
    <>
      {name(by)} suggested SEV{severity}: {why}
    </>
  ),
  seat: ({ role, at }) => (
    <>
      You are asked to be {seatName(role)}, <Since at={at} /> ago
    </>
  ),
  volunteer: ({ role, person, at }, name) => (
    <>
      {name(person)} volunteered as {seatName(role)}, <Since at={at} /> ago
    </>
  ),
  team: ({ name, goal, until }) => (
    <>
      Team {name}: {goal}, overdue <Since at={until} />
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
  const several = count === 1 ? '' : `${count} questions waiting. `;
  return (
    <>
      {several}
      {name(by)} {overdue ? 'is still waiting for an answer' : 'asks'}: {text} <Since at={at} />
    </>
  );
}
