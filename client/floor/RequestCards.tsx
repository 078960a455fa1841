/** Offers to take command and requests for relief: answered by an offer of command, a no, or "I can". */
import { useState, type ReactNode } from 'react';
import type { FloorState } from '../../shared/floor/words.ts';
import { useNames, useRoom, useVerdict, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Ago } from '../ui/Time.tsx';
import styles from './Floor.module.css';
import { floorDialog } from './screen.ts';

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
  const words = useDraft(`request.${request.id}.no`, '');
  const why = words.value;
  const [saying, setSaying] = useState(words.isBegun);
  const no = { requestId: request.id, answer: 'no' as const, ...(why.trim() === '' ? {} : { why: why.trim() }) };
  const offering = useRoom((room) => room.floor.offer !== null);
  const responder = useRoom((room) => room.crew.members[request.by]?.as === 'responder');
  const actions = saying ? (
    <div className={styles['alone']}>
      <Field
        label="Reason (optional)"
        autoFocus
        most={300}
        draft={words}
        beside={
          <CommandButton type="floor.answer-request" sends={words} data={no}>
            Decline
          </CommandButton>
        }
      />
    </div>
  ) : (
    <>
      {responder && !offering ? (
        <Button look="primary" onClick={() => floorDialog.open({ open: 'offer', to: request.by })}>
          Offer command to {name}
        </Button>
      ) : null}
      <Button onClick={() => setSaying(true)}>Decline…</Button>
    </>
  );
  return (
    <Notice tone="act" title={`${name} offered to take command`} actions={actions}>
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
          {request.by === you ? 'You' : name} offered to take command <Ago at={request.at} />. Waiting for the
          commander.
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
  const refused = useVerdict('floor.offer-relief', {});
  if (relief === null || holder === null) return null;
  if (holder === you) return <AskedForRelief offeredBy={relief.offeredBy} />;
  const said = relief.offeredBy.includes(you);
  const trainedFirst = refused?.refused.code === 'floor.trained-first';
  const offered = relief.offeredBy
    .filter((person) => person !== you)
    .map((person) => name(person))
    .join(', ');
  return (
    <Notice
      tone={said || trainedFirst ? 'plain' : 'act'}
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
          ? `You said you can. ${name(holder)} can now offer you command.`
          : trainedFirst
            ? refused?.sentence
            : 'Press if you can take command now. You’ll get an offer with a brief to accept or decline.'}
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
        <Button key={person} look="primary" onClick={() => floorDialog.open({ open: 'offer', to: person })}>
          Offer command to {name(person)}
        </Button>
      ));
  return (
    <Notice
      tone={offeredBy.length > 0 ? 'act' : 'plain'}
      title="You asked to be relieved"
      actions={offeredBy.length === 0 ? undefined : actions}
    >
      <p>
        {offeredBy.length === 0
          ? 'No one has said “I can” yet. You’re still in command.'
          : `Can take command: ${offeredBy.map((person) => name(person)).join(', ')}`}
      </p>
    </Notice>
  );
}
