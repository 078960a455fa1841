/** "Do you wish me to take command?" and "who relieves me?": the questions that an offer, a no, or "I can" answers. */
import { useState, type ReactNode } from 'react';
import type { FloorState } from '../../shared/floor/words.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Since } from '../ui/Time.tsx';
import styles from './Floor.module.css';
import { openFloor } from './screen.ts';

type Request = FloorState['requests'][number];

export function RequestCards(): ReactNode {
  const requests = useRoom((room) => room.floor.requests);
  const holding = useRoom((room) => room.floor.holder) === useYou();
  return requests.map((request) =>
    holding ? <ToAnswer key={request.id} request={request} /> : <Asked key={request.id} request={request} />,
  );
}

function ToAnswer({ request }: { readonly request: Request }): ReactNode {
  const name = useNames()(request.by);
  const [saying, setSaying] = useState(false);
  const [why, setWhy] = useState('');
  const no = { requestId: request.id, answer: 'no', ...(why.trim() === '' ? {} : { why: why.trim() }) };
  const offering = useRoom((room) => room.floor.offer !== null);
  const responder = useRoom((room) => room.crew.members[request.by]?.as === 'responder');
  const actions = saying ? (
    <div className={styles['oneLine']}>
      <Field
        label="Why not (optional)"
        autoFocus
        maxLength={300}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      <CommandButton type="floor.answer-request" data={no}>
        Answer no
      </CommandButton>
    </div>
  ) : (
    <>
      {responder && !offering ? (
        <Button look="primary" onClick={() => openFloor('offer', request.by)}>
          Offer command to {name}
        </Button>
      ) : null}
      <Button onClick={() => setSaying(true)}>No…</Button>
    </>
  );
  return (
    <Notice tone="act" title={`${name} asks: do you wish me to take command?`} actions={actions}>
      {request.why === undefined ? undefined : <p>{request.why}</p>}
    </Notice>
  );
}

function Asked({ request }: { readonly request: Request }): ReactNode {
  const you = useYou();
  const name = useNames()(request.by);
  return (
    <Notice
      title={
        <>
          {request.by === you ? 'You' : name} asked to take command, <Since at={request.at} /> ago. The commander
          answers.
        </>
      }
    />
  );
}

export function ReliefCard(): ReactNode {
  const relief = useRoom((room) => room.floor.relief);
  const holder = useRoom((room) => room.floor.holder);
  const you = useYou();
  const name = useNames();
  if (relief === null || holder === null) return null;
  if (holder === you) return <AskedForRelief offeredBy={relief.offeredBy} />;
  const said = relief.offeredBy.includes(you);
  const offered = relief.offeredBy
    .filter((person) => person !== you)
    .map((person) => name(person))
    .join(', ');
  return (
    <Notice
      tone={said ? 'plain' : 'act'}
      title={`${name(holder)} asks to be relieved of command`}
      actions={
        said ? undefined : (
          <CommandButton type="floor.offer-relief" look="primary">
            I can
          </CommandButton>
        )
      }
    >
      {relief.why === undefined ? null : <p>{relief.why}</p>}
      <p>
        {said
          ? `You said you can. ${name(holder)} may now offer you command.`
          : 'Press if you can take command now. You then get an offer with a brief, and accept it or not.'}
      </p>
      {offered === '' ? null : (
        <p>
          {said ? 'Also' : 'Can'}: {offered}
        </p>
      )}
    </Notice>
  );
}

function AskedForRelief({ offeredBy }: { readonly offeredBy: readonly string[] }): ReactNode {
  const name = useNames();
  const offering = useRoom((room) => room.floor.offer !== null);
  const actions = offering
    ? undefined
    : offeredBy.map((person) => (
        <Button key={person} look="primary" onClick={() => openFloor('offer', person)}>
          Offer command to {name(person)}
        </Button>
      ));
  return (
    <Notice
      tone={offeredBy.length > 0 ? 'act' : 'plain'}
      title="You asked the room for relief"
      actions={offeredBy.length === 0 ? undefined : actions}
    >
      <p>
        {offeredBy.length === 0
          ? 'Nobody has said “I can” yet. You stay in command.'
          : `Can take command: ${offeredBy.map((person) => name(person)).join(', ')}`}
      </p>
    </Notice>
  );
}
