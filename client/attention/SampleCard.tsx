/** In the room of the sample incident: what it is, and for administrators how to stop it. */
import type { ReactNode } from 'react';
import { isPlayed, isSampleRoom } from '../../shared/sample.ts';
import { stopSample } from '../lobby/sample.ts';
import { useRoom } from '../session/hooks.ts';
import { me } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

export function SampleCard(): ReactNode {
  const isSample = useRoom((room) => isSampleRoom(room) && room.incident.closedAt === null);
  const isTheirs = useRoom(({ floor: { holder } }) => holder !== null && isPlayed(holder));
  const administers = useStore(me)?.administrator === true;
  if (!isSample) return null;
  return (
    <Notice
      title="This is a sample incident"
      actions={administers && isTheirs ? <Button onClick={() => void stopSample()}>Stop the sample</Button> : undefined}
    >
      <p>
        {isTheirs
          ? 'Three made-up people play it for about two minutes, then it closes. Write, ask and take part as in any room.'
          : 'You took command from the people who play it. Close it when you have seen enough.'}
      </p>
    </Notice>
  );
}
