/** `/join/:code`: an invite link. Says what it is for, asks for a name, and uses the link up only when the button is pressed. */
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useStore } from '../session/store-hooks.ts';
import { me } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import { ComeIn } from './ComeIn.tsx';
import type { Looked } from './doors.ts';
import { DeadLink, Opening, Outside } from './Outside.tsx';
import { useLooked } from './useLooked.ts';

export function InvitePage({ code }: { readonly code: string }): ReactNode {
  const looked = useLooked(code);
  const who = useStore(me);
  if (looked === null || who === undefined) return <Opening />;
  if (who !== null) return <AlreadyIn name={who.name} room={looked.ok ? looked.body.room : null} />;
  if (!looked.ok)
    return (
      <Outside title="This link does not work" says="It was used up or has expired. Ask whoever sent it for a new one.">
        <DeadLink {...looked} />
      </Outside>
    );
  const { role, room } = looked.body;
  return (
    <Outside title={room === null ? 'Join the watch floor' : `Join ${room.toUpperCase()}`} says={welcome(looked.body)}>
      <ComeIn
        code={code}
        verb={room === null ? 'Come in' : 'Join the incident'}
        as={role === 'observer' ? 'observer' : 'responder'}
      />
    </Outside>
  );
}

function welcome({ role, room }: Looked): string {
  const where = room === null ? 'where this team runs its incidents' : 'where this incident is being worked on';
  if (role === 'observer')
    return `You are invited to watch ${where}. You see everything and can ask; you do not write.`;
  return `You are invited to help ${where}. Say who you are; everything you do is logged under this name.`;
}

function AlreadyIn({ name, room }: { readonly name: string; readonly room: string | null }): ReactNode {
  const [, go] = useLocation();
  return (
    <Outside title="You are already in" says={`This browser is signed in as ${name}. The invite was not used up.`}>
      <Button look="primary" autoFocus onClick={() => go(room === null ? '/' : `/rooms/${room}`)}>
        {room === null ? 'Go to the lobby' : `Go to ${room.toUpperCase()}`}
      </Button>
    </Outside>
  );
}
