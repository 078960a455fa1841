/**
 * What is happening with command right now, as cards: a question that must be answered, an
 * absent commander, an open offer, a request, the ten minutes after a handoff. When nothing is happening, nothing is
 * drawn.
 */
import type { ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { HandsOnCard } from './HandsOnCard.tsx';
import { AbsenceCard, ChallengeCard, ProvisionalCard } from './HolderCards.tsx';
import { OfferCard } from './OfferCard.tsx';
import { OfferOutcome } from './OfferOutcome.tsx';
import { ReliefCard, RequestCards } from './RequestCards.tsx';
import { WalkCard } from './WalkCard.tsx';
import { DeputyCard, WatchCard } from './WatchCard.tsx';

export function FloorCard(): ReactNode {
  const holder = useRoom((room) => room.floor.holder);
  if (holder === null) return null;
  return (
    <>
      <ChallengeCard />
      <AbsenceCard />
      <OfferCard />
      <OfferOutcome />
      <ProvisionalCard />
      <WalkCard />
      <HandsOnCard />
      <RequestCards />
      <ReliefCard />
      <WatchCard />
      <DeputyCard />
    </>
  );
}
