/**
 * For a commander who owns what is broken: they will be asked to fix it, and a person who fixes loses the overview. A
 * warning and a way out (`handOff`, a button of another panel), nothing logged; dismissed, it comes back only when
 * another service of theirs is impacted.
 */
import { useState, type ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

export function OwnerWarning({ handOff }: { readonly handOff: ReactNode }): ReactNode {
  const you = useYou();
  const holder = useRoom((room) => room.floor.holder);
  const offering = useRoom((room) => room.floor.offer !== null);
  const services = useRoom((room) => room.incident.services);
  const [away, setAway] = useState('');
  const mine = services.filter((service) => service.owner === you);
  const about = mine.map(({ id }) => id).join(' ');
  if (holder !== you || offering || about === '' || about === away) return null;
  const names = mine.map(({ name }) => name).join(' and ');
  return (
    <Notice
      title={`You own ${names}, which ${mine.length === 1 ? 'is' : 'are'} impacted.`}
      actions={
        <>
          {handOff}
          <Button look="quiet" onClick={() => setAway(about)}>
            Not now
          </Button>
        </>
      }
    >
      <p>Don’t combine command and hands-on work. Who else could take command?</p>
    </Notice>
  );
}
