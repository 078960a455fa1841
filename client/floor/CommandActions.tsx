/** What this reader may do about command now. What they may not do says why; what makes no sense for them is not shown. */
import type { ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { firstReceiver } from './offer-draft.ts';
import { openFloor } from './screen.ts';
import styles from './Floor.module.css';

const REASON = { why: 'preview' };

export function CommandActions(): ReactNode {
  const holder = useRoom((room) => room.floor.holder);
  const you = useYou();
  if (holder === null) return null;
  return <div className={styles['stack']}>{holder === you ? <HolderActions /> : <OtherActions />}</div>;
}

function HolderActions(): ReactNode {
  return (
    <>
      <HandOff />
      <CommandButton type="floor.ask-relief" onPress={() => openFloor('relief')}>
        Ask the room for relief
      </CommandButton>
    </>
  );
}

function OtherActions(): ReactNode {
  return (
    <>
      <CommandButton type="floor.request" onPress={() => openFloor('request')}>
        Ask for command
      </CommandButton>
      <CommandButton type="floor.challenge">Is there a commander?</CommandButton>
      <CommandButton type="floor.assume" data={REASON} onPress={() => openFloor('assume')}>
        Assume command
      </CommandButton>
    </>
  );
}

/** Any brief will do to ask the law whether an offer may be opened at all. */
const PREVIEW = { trend: 'steady', ifThen: ['none'] };
const ALONE = 'You are the only responder here. Copy an invite link first (+ beside the people).';

/** The commander's own button: opens the offer. The law is asked as if it went to the first who could receive it. */
export function HandOff({ size = 'normal' }: { readonly size?: 'small' | 'normal' }): ReactNode {
  const to = useRoom((room) => firstReceiver(room) ?? null);
  return (
    <CommandButton
      type="floor.offer"
      data={{ to, brief: PREVIEW }}
      size={size}
      hint="h"
      unready={to === null ? ALONE : null}
      onPress={() => openFloor('offer')}
    >
      Hand off
    </CommandButton>
  );
}
