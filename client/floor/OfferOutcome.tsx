/**
 * How the last offer ended without a change of command, shown to its giver and its receiver until they dismiss it:
 * declined and why, lapsed, withdrawn, or ended because of someone else. Read from the loaded commits; a later offer
 * replaces it.
 */
import { useState, type ReactNode } from 'react';
import type { AnyEvent, Commit } from '../../shared/envelope.ts';
import type { FloorEvent } from '../../shared/floor/words.ts';
import type { Clock } from '../../shared/instants.ts';
import { sentences } from '../../shared/floor/sentences.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { useLatest } from '../session/useLatest.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { clockInText } from '../session/zone.ts';
import { floorDialog, FORMS } from './screen.ts';

const ENDINGS: ReadonlySet<string> = new Set([
  'floor.declined',
  'floor.offer-lapsed',
  'floor.offer-ended',
  'floor.withdrawn',
]);
const NEWER: ReadonlySet<string> = new Set([
  'floor.offered',
  'floor.passed',
  'floor.begun',
  'floor.assumed',
  'floor.taken',
]);

interface Outcome {
  readonly version: number;
  readonly event: FloorEvent;
}

function outcomeIn({ version, events }: Commit): Outcome | null | undefined {
  const event = events.findLast(({ type }: AnyEvent) => ENDINGS.has(type) || NEWER.has(type));
  if (event === undefined) return undefined;
  return ENDINGS.has(event.type) ? { version, event: event as FloorEvent } : null;
}

export function OfferOutcome(): ReactNode {
  const outcome = useLatest(outcomeIn);
  const [dismissed, setDismissed] = useState(0);
  const you = useYou();
  const name = useNames();
  const holding = useRoom((room) => room.floor.holder) === you;
  if (outcome === null || outcome.version === dismissed || !concerns(outcome.event, you, holding)) return null;
  const say = sentences[outcome.event.type] as (data: object, name: (person: string) => string, clock: Clock) => string;
  const actions = (
    <>
      {holding ? (
        <Button look="primary" drafts={FORMS.offer} onClick={() => floorDialog.open({ open: 'offer' })}>
          Offer again
        </Button>
      ) : null}
      <Button look="quiet" onClick={() => setDismissed(outcome.version)}>
        Dismiss
      </Button>
    </>
  );
  return (
    <Notice tone={holding ? 'act' : 'plain'} title={say(outcome.event.data, name, clockInText)} actions={actions} />
  );
}

/** People are not told of what they did themselves: a giver withdraws, a receiver declines. */
function concerns(event: FloorEvent, you: string, holding: boolean): boolean {
  if (event.type === 'floor.withdrawn') return event.data.to === you;
  if (event.type === 'floor.declined') return event.data.from === you;
  if (event.type === 'floor.offer-lapsed' || event.type === 'floor.offer-ended')
    return holding || event.data.from === you || event.data.to === you;
  return false;
}
