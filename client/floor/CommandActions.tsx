/**
 * What this reader may do about command now. What they may not do says why; what makes no sense for them is not shown.
 */
import type { ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { firstReceiver, sampleOffer } from './offer-draft.ts';
import { floorDialog, FORMS } from './screen.ts';
import styles from './Floor.module.css';
import { useTypist } from './useTypist.ts';

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
      <CommandButton type="floor.ask-relief" drafts={FORMS.relief} onPress={() => floorDialog.open({ open: 'relief' })}>
        Ask to be relieved
      </CommandButton>
      <LetType />
    </>
  );
}

function LetType(): ReactNode {
  const to = useTypist();
  const proxy = useRoom((room) => room.floor.proxy);
  return proxy === null ? (
    <CommandButton
      type="floor.name-proxy"
      data={{ person: to ?? '' }}
      unready={to === null ? ALONE : null}
      onPress={() => floorDialog.open({ open: 'proxy' })}
    >
      Let someone type for you
    </CommandButton>
  ) : (
    <Button onClick={() => floorDialog.open({ open: 'proxy' })}>Change who types</Button>
  );
}

function OtherActions(): ReactNode {
  return (
    <>
      <CommandButton type="floor.request" drafts={FORMS.request} onPress={() => floorDialog.open({ open: 'request' })}>
        Offer to take command
      </CommandButton>
      <CommandButton type="floor.challenge">Is there a commander?</CommandButton>
      <CommandButton
        type="floor.assume"
        data={REASON}
        drafts={FORMS.assume}
        onPress={() => floorDialog.open({ open: 'assume' })}
      >
        Assume command
      </CommandButton>
    </>
  );
}

const ALONE = 'You’re the only responder here. Copy an invite link first (+ next to the people).';

/** The commander's own button: opens the offer. The domain is asked as if it went to the first who could receive it. */
export function HandOff({ size = 'normal' }: { readonly size?: 'small' | 'normal' }): ReactNode {
  const to = useRoom((room) => firstReceiver(room) ?? null);
  return (
    <CommandButton
      type="floor.offer"
      data={sampleOffer(to ?? '')}
      size={size}
      hint="h"
      unready={to === null ? ALONE : null}
      drafts={FORMS.offer}
      onPress={() => floorDialog.open({ open: 'offer' })}
    >
      Hand off
    </CommandButton>
  );
}
