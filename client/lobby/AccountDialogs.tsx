/**
 * What a person can do from any page, whichever they are on: reach their account, their other device and the way out,
 * declare, and for administrators invite and manage. Mounted once, in App.tsx, with the windows behind it.
 */
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { peopleKeys } from '../people/people-keys.ts';
import type { Me } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useKeys, type Key } from '../ui/keys.ts';
import { accountDialog, wantsToDeclare, type AccountScreen } from './account.ts';
import { Invites } from './Invites.tsx';
import { OtherDevice } from './OtherDevice.tsx';
import { playSample } from './sample.ts';
import { useSignOut } from './SignOut.tsx';
import { Template } from './Template.tsx';
import { Tokens } from './Tokens.tsx';

export function AccountDialogs({ me }: { readonly me: Me }): ReactNode {
  const shown = useStore(accountDialog);
  const { leave, dialog } = useSignOut();
  useAccountKeys(me, leave);
  const { close } = accountDialog;
  return (
    <>
      <Dialog open={shown === 'invite'} onClose={close} title="Invite people">
        <Invites />
      </Dialog>
      <Dialog open={shown === 'tokens'} onClose={close} title="All tokens">
        <Tokens of={null} />
      </Dialog>
      {shown === 'template' ? <Template onClose={close} /> : null}
      <OtherDevice open={shown === 'device'} onClose={close} />
      {dialog}
    </>
  );
}

function useAccountKeys(me: Me, leave: () => void): void {
  const [path, go] = useLocation();
  const opens = (does: string, also: string, screen: AccountScreen): Key => ({
    does,
    also,
    run: () => accountDialog.open(screen),
  });
  const declare = (): void => {
    wantsToDeclare.set(true);
    go('/');
  };
  const administers = me.administrator
    ? [
        opens('Invite people', 'add invite link new members responders observers', 'invite'),
        {
          does: 'Play a sample incident',
          also: 'demo drill example try training',
          run: () => void playSample(go),
        },
        opens('Document template', 'headings of new scribe documents', 'template'),
        opens('All tokens', 'programs api revoke', 'tokens'),
      ]
    : [];
  useKeys([
    ...(path === '/' || me.observer
      ? []
      : [{ does: 'Declare an incident', also: 'new room start something is broken drill', run: declare }]),
    ...peopleKeys(me, go),
    ...administers,
    opens('My other device', 'use another device phone QR code sign in there', 'device'),
    { does: 'Services', also: 'map of services who owns what owner dependencies', run: () => go('/services') },
    { does: 'Sign out', also: 'log out leave account end session this device', run: leave },
  ]);
}
