/** What helps a commander and asks for nothing: the first five minutes, and when it is time to be relieved. */
import type { ReactNode } from 'react';
import { FirstCommand } from './FirstCommand.tsx';
import { SampleCard } from './SampleCard.tsx';
import { SameServices } from './SameServices.tsx';
import { TirednessCard } from './TirednessCard.tsx';

export function Guidance(): ReactNode {
  return (
    <>
      <SampleCard />
      <SameServices />
      <TirednessCard />
      <FirstCommand />
    </>
  );
}
