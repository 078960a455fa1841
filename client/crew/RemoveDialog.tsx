/**
 * Removing a person from the room: what happens to them and to what they have in hand is said first, and a reason is
 * asked, which they read too. The toast afterwards has the way back.
 */
import type { ReactNode } from 'react';
import type { Member } from '../../shared/crew/words.ts';
import { useRoom, useView, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { enterSends } from '../ui/enter.ts';
import { Field } from '../ui/Field.tsx';
import { toast } from '../ui/toasts.ts';
import styles from './Crew.module.css';
import { inHand } from './holdings.ts';
import { useAdmit } from './useMembership.ts';

export interface AboutPersonProps {
  readonly person: string;
  readonly member: Member;
  readonly onClose: () => void;
}

export function RemoveDialog({ person, member: { name, as }, onClose }: AboutPersonProps): ReactNode {
  const words = useDraft(`remove.${person}.why`, '');
  const why = words.value.trim();
  const admit = useAdmit();
  const done = (): void => {
    onClose();
    const back = { label: 'Admit again', run: () => void admit(person, as, null) };
    toast({ tone: 'done', text: `${name} was removed from the room.`, undo: back });
  };
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        look="danger"
        type="crew.remove"
        sends={words}
        data={{ person, why }}
        unready={why === '' ? 'Say why. They read it, and it’s in the log.' : null}
        onDone={done}
      >
        Remove {name}
      </CommandButton>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={`Remove ${name} from the room`} actions={actions}>
      <div className={styles['stack']} onKeyDown={enterSends}>
        <Consequences person={person} name={name} />
        <Field
          label="Reason, in one line"
          hint={`${name} and everyone in the room can read it.`}
          placeholder="Joined the wrong room"
          most={300}
          draft={words}
        />
      </div>
    </Dialog>
  );
}

function Consequences({ person, name }: { readonly person: string; readonly name: string }): ReactNode {
  const holder = useRoom((room) => room.floor.holder);
  const has = useRoom((room) => inHand(room, person));
  const you = useYou();
  const administers = useView((view) => view.you?.administrator === true);
  return (
    <ul className={styles['consequences']}>
      <li>
        {person === you ? 'You lose' : `${name} loses`} access at once: no reading, no writing, until the commander
        admits {person === you ? 'you' : 'them'} again.
      </li>
      {has === '' ? null : <li>Given up: {has}. Open tasks go to the commander.</li>}
      {person === holder ? <li>The room has no commander until someone assumes command.</li> : null}
      <li>What {person === you ? 'you' : 'they'} wrote stays, under the same name.</li>
      {administers && person !== you ? (
        <li>They keep their other rooms. To sign them out everywhere, deactivate them instead.</li>
      ) : null}
    </ul>
  );
}
