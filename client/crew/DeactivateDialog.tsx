/**
 * For administrators, from inside a room: ending a person's access to everything, when their device or account is in the
 * wrong hands and there is no time to look for another page.
 */
import { useState, type ReactNode } from 'react';
import { whatEnds } from '../../shared/workspace/sentences.ts';
import { useRoom } from '../session/hooks.ts';
import { call } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { toast } from '../ui/toasts.ts';
import styles from './Crew.module.css';
import { inHand } from './holdings.ts';
import type { AboutPersonProps } from './RemoveDialog.tsx';

export function DeactivateDialog({ person, member: { name }, onClose }: AboutPersonProps): ReactNode {
  const [problem, setProblem] = useState<string | null>(null);
  const has = useRoom((room) => inHand(room, person));
  const commands = useRoom((room) => room.floor.holder === person);
  const deactivate = async (): Promise<void> => {
    const answer = await call('PATCH', `/api/people/${person}`, { active: false });
    if (!answer.ok) return setProblem(answer.message);
    onClose();
    toast({ tone: 'done', text: `${name} was deactivated. An administrator can activate them again, under People.` });
  };
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <Button look="danger" onClick={() => void deactivate()}>
        Deactivate {name}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={`Deactivate ${name}`} actions={actions}>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <ul className={styles['consequences']}>
        <li>{whatEnds(name, false)}</li>
        {has === '' ? null : <li>Given up here: {has}. Open tasks go to the commander.</li>}
        {commands ? <li>This room has no commander until someone assumes command.</li> : null}
        <li>To take them out of this room only, remove them instead.</li>
      </ul>
    </Dialog>
  );
}
