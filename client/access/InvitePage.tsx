/**
 * `/join/:code`: an invite link. Says what it is for, asks for a name, and uses the link up only when the button is
 * pressed.
 */
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
  if (who !== null)
    return looked.ok && (who.rooms !== undefined || who.observer) ? (
      <Wider code={code} name={who.name} looked={looked.body} />
    ) : (
      <AlreadyIn name={who.name} room={looked.ok ? looked.body.room : null} />
    );
  if (!looked.ok)
    return (
      <Outside
        title="This link doesn’t work"
        says="It was used up or has expired. Ask the person who sent it for a new one."
      >
        <DeadLink {...looked} />
      </Outside>
    );
  const { role, room } = looked.body;
  return (
    <Outside title={room === null ? 'Join Watchfloor' : `Join ${room.toUpperCase()}`} says={welcome(looked.body)}>
      <ComeIn
        code={code}
        verb={room === null ? 'Join' : 'Join the incident'}
        as={role === 'observer' ? 'observer' : 'responder'}
      />
    </Outside>
  );
}

function welcome({ role, room }: Looked): string {
  const where = room === null ? 'this team’s incidents' : 'this incident';
  if (role === 'observer')
    return `You’re invited to observe ${where}. You can read everything and ask questions, but not write.`;
  return `You’re invited to help with ${where}. Everything you do is logged under your name.`;
}

/** The link may give an observer access to more; they stay the same person. */
function Wider({
  code,
  name,
  looked: { role, room },
}: {
  readonly code: string;
  readonly name: string;
  readonly looked: Looked;
}): ReactNode {
  return (
    <Outside
      title={`Continue as ${name}`}
      says={`This link is for ${role === 'observer' ? 'observers' : 'responders'}${room === null ? '' : ` of ${room.toUpperCase()}`}. You stay signed in as the same person.`}
    >
      <ComeIn
        code={code}
        verb={room === null ? 'Go to the lobby' : `Go to ${room.toUpperCase()}`}
        known
        as={role === 'observer' ? 'observer' : 'responder'}
      />
    </Outside>
  );
}

function AlreadyIn({ name, room }: { readonly name: string; readonly room: string | null }): ReactNode {
  const [, go] = useLocation();
  return (
    <Outside
      title="You’re already signed in"
      says={`This browser is signed in as ${name}. The invite is still unused.`}
    >
      <Button look="primary" autoFocus onClick={() => go(room === null ? '/' : `/rooms/${room}`)}>
        {room === null ? 'Go to the lobby' : `Go to ${room.toUpperCase()}`}
      </Button>
    </Outside>
  );
}
