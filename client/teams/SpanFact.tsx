/**
 * The span of control in the header: how many people report straight to the commander. Calm up to the aim; above it
 * marked by a sign and by words; far above, it asks for a team. It prompts and never blocks anyone.
 */
import { TriangleAlert } from 'lucide-react';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { SPAN_AIM } from '../../shared/teams/span.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { Popover } from '../ui/Popover.tsx';
import { FormButton } from './FormButton.tsx';
import styles from './Teams.module.css';
import { hasAlready, useSpan, type SpanReading } from './useSpan.ts';

export function SpanFact(): ReactNode {
  const { people, level } = useSpan();
  const holder = useRoom((room) => room.floor.holder);
  const holding = holder === useYou();
  const [open, setOpen] = useState(false);
  useKeys(
    holder === null
      ? []
      : [{ does: 'Direct reports of the commander', also: 'span of control', run: () => setOpen(true) }],
  );
  if (holder === null) return null;
  return (
    <span className={styles['fact']}>
      <Popover
        title={`Direct reports${holding ? '' : ' of the commander'}`}
        align="end"
        open={open}
        onOpenChange={setOpen}
        trigger={<Meter reading={{ people, level }} />}
      >
        <Reporting people={people} />
        {holding && level !== 'calm' ? <FormButton onPress={() => setOpen(false)} /> : null}
      </Popover>
    </span>
  );
}

/** In a narrow header, the sign and the colour ask alone; the whole question is the button's name. */
function Meter({
  reading: { people, level },
  ...trigger
}: { readonly reading: SpanReading } & ComponentProps<'button'>): ReactNode {
  const asks = level === 'split';
  const reports = `${people.length} direct report${people.length === 1 ? '' : 's'}`;
  return (
    <button
      {...trigger}
      type="button"
      className={styles['span']}
      data-level={level}
      aria-label={`${reports}${asks ? ': split off a team?' : ''}`}
    >
      {level === 'calm' ? null : <TriangleAlert size={14} aria-hidden="true" />}
      {reports}
      {asks ? (
        <>
          : <span className={styles['spinOff']}>split off</span> a team?
        </>
      ) : null}
    </button>
  );
}

function Reporting({ people }: { readonly people: readonly string[] }): ReactNode {
  const room = useRoom((whole) => whole);
  const name = useNames();
  return (
    <>
      <ul className={styles['reporting']}>
        {people.map((person) => (
          <li key={person}>
            {name(person)} <small>{hasAlready(room, person)}</small>
          </li>
        ))}
      </ul>
      <p className={styles['note']}>
        {people.length === 0
          ? 'None yet. People count once they have a role, a task or a team.'
          : `Aim for ${SPAN_AIM} or fewer. Team members report to their lead.`}
      </p>
    </>
  );
}
