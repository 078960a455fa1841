/**
 * Closing: every exit criterion is met or waived with a reason; someone owns the review, the commander unless they
 * choose another; and those who stay reachable are named. Or this was a duplicate of another room, which has all that.
 * Two presses, because it ends command and every promise.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import { seatName } from '../../shared/seat-names.ts';
import type { Criterion } from '../../shared/incident/words.ts';
import type { ListedCard } from '../../shared/card.ts';
import { useNames, useRoom, useView, useYou } from '../session/hooks.ts';
import { call } from '../session/me.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, within } from '../ui/drafting.ts';
import { Field, Select } from '../ui/Field.tsx';
import { TwoStepButton } from '../ui/TwoStepButton.tsx';
import styles from './Dialogs.module.css';
import { LeftOpen, NotResolved } from './LeftOpen.tsx';

const NONE: readonly Criterion[] = [];

interface Closing {
  /** By criterion. */
  readonly whys: Readonly<Record<string, string>>;
  readonly reviewOwner: string;
  readonly duplicateOf: string;
  readonly stays: readonly string[];
}

export function CloseDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const criteria = useRoom((room) => room.incident.now.exitCriteria?.value ?? NONE);
  const form = useDraft<Closing>('close', { whys: {}, reviewOwner: useYou(), duplicateOf: '', stays: [] });
  const { whys, reviewOwner, duplicateOf, stays } = form.value;
  const change = (patch: Partial<Closing>): void => form.set((before) => ({ ...before, ...patch }));
  const unmet = criteria.filter((each) => !each.met);
  const waived = unmet.flatMap(({ id }) => (whys[id]?.trim() ? [{ criterion: id, why: whys[id].trim() }] : []));
  const afterwards = {
    ...(reviewOwner === '' ? {} : { reviewOwner }),
    ...(stays.length === 0 ? {} : { stays }),
  };
  const data = { waived, ...(duplicateOf === '' ? afterwards : { duplicateOf }) };
  const again =
    duplicateOf === '' ? 'Press again: close for everyone' : `Press again: close into ${duplicateOf.toUpperCase()}`;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Close the incident"
      actions={
        <TwoStepButton
          look="primary"
          type="incident.close"
          sends={form}
          data={data}
          onDone={onClose}
          label="Close the incident"
          again={again}
        />
      }
    >
      {duplicateOf === '' ? <NotResolved /> : null}
      <Met criteria={criteria} />
      <LeftOpen />
      {unmet.map(({ id, text }) => (
        <Field
          key={id}
          label={
            <>
              Not met: <strong>{text}</strong>
            </>
          }
          placeholder="Why close anyway?"
          most={300}
          draft={{
            ...within(whys[id] ?? '', (why) => change({ whys: { ...whys, [id]: why } })),
            isBegun: form.isBegun,
            clear: form.clear,
            form: form.form,
          }}
        />
      ))}
      <DuplicateOf value={duplicateOf} onChoose={(chosen) => change({ duplicateOf: chosen })} />
      {duplicateOf === '' ? (
        <>
          <ReviewOwner value={reviewOwner} onChoose={(chosen) => change({ reviewOwner: chosen })} />
          <Stays value={stays} onChange={(chosen) => change({ stays: chosen })} />
        </>
      ) : null}
      <p className={styles['note']}>
        Command ends and no more updates are due. Chat and the document stay open, and any responder here can reopen it.
      </p>
    </Dialog>
  );
}

interface Chosen {
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

function Met({ criteria }: { readonly criteria: readonly Criterion[] }): ReactNode {
  const met = criteria.filter((each) => each.met);
  if (criteria.length === 0) return <p className={styles['note']}>No exit criteria were set.</p>;
  return met.length === 0 ? null : (
    <ul className={styles['met']}>
      {met.map((each) => (
        <li key={each.id}>{each.text}</li>
      ))}
    </ul>
  );
}

/** The people here now; ticked ones stay reachable, and the log keeps that. */
function Stays({
  value,
  onChange,
}: {
  readonly value: readonly string[];
  readonly onChange: (people: readonly string[]) => void;
}): ReactNode {
  const people = useView((view) => view.people);
  const name = useNames();
  const members = useRoom((room) => room.crew.members);
  const here = Object.values(people).filter(
    ({ id, connected }) =>
      connected && members[id] !== undefined && members[id].removedAt === null && members[id].as !== 'observer',
  );
  const seats = useRoom((room) => room.crew.seats);
  const aboutOf = (id: string): string =>
    [
      ...seats.filter(({ person, taken }) => taken && person === id).map(({ role }) => seatName(role)),
      members[id]?.area ?? '',
    ]
      .filter((each) => each !== '')
      .join(', ');
  if (here.length === 0) return null;
  return (
    <fieldset className={styles['people']}>
      <legend>Who stays reachable in case it comes back?</legend>
      {here.map(({ id }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={(event) => onChange(event.target.checked ? [...value, id] : value.filter((each) => each !== id))}
          />
          <span>
            {name(id)} <small>{aboutOf(id)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function ReviewOwner({ value, onChoose }: Chosen): ReactNode {
  const members = useRoom((room) => room.crew.members);
  const name = useNames();
  const people = Object.entries(members).filter(([, member]) => member.removedAt === null && member.as !== 'observer');
  return (
    <Select label="Who owns the review?" value={value} onChange={(event) => onChoose(event.target.value)}>
      <option value="">No one yet</option>
      {people.map(([id]) => (
        <option key={id} value={id}>
          {name(id)}
        </option>
      ))}
    </Select>
  );
}

function DuplicateOf({ value, onChoose }: Chosen): ReactNode {
  const here = useView((view) => view.id);
  const [others, setOthers] = useState<readonly ListedCard[]>([]);
  useEffect(() => {
    void call<{ rooms: readonly ListedCard[] }>('GET', '/api/rooms').then(
      (answer) => answer.ok && setOthers(answer.body.rooms.filter((card) => card.id !== here)),
    );
  }, [here]);
  if (others.length === 0) return null;
  return (
    <Select
      label="Is it a duplicate of another incident?"
      value={value}
      onChange={(event) => onChoose(event.target.value)}
    >
      <option value="">No</option>
      {others.map((card) => (
        <option
          key={card.id}
          value={card.id}
        >{`Duplicate of ${card.id.toUpperCase()}: ${isolated(card.title)}`}</option>
      ))}
    </Select>
  );
}
