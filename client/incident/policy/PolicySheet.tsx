/** The policy of this room, as it was when the incident was declared, and what it means for command right now. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { assumeTimes } from '../../../shared/floor/assume.ts';
import { spanText } from '../../../shared/instants.ts';
import { useNames, useRoom, useView } from '../../session/hooks.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './Policy.module.css';
import { PolicyValues } from './PolicyValues.tsx';

export function PolicySheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const policy = useRoom((room) => room.incident.policy);
  const administrator = useView((view) => view.you?.administrator === true);
  return (
    <Dialog open onClose={onClose} title="Policy of this room" reads>
      <p className={styles['quiet']}>
        Fixed when the incident was declared.{' '}
        {administrator ? (
          <Link href="/settings/policy">Change it for new rooms</Link>
        ) : (
          'Administrators change it for new rooms.'
        )}
      </p>
      <Assuming />
      <PolicyValues policy={policy} />
    </Dialog>
  );
}

/** The times depend on whether a deputy is here: which of them hold at this moment. */
function Assuming(): ReactNode {
  const room = useRoom((whole) => whole);
  const name = useNames();
  if (room.floor.holder === null) return null;
  const { deputy, deputyAfter, anyoneAfter } = assumeTimes(room);
  return (
    <p>
      {deputy === null
        ? `Right now no deputy is connected: if the commander is disconnected, any responder may assume command after ${spanText(anyoneAfter)}.`
        : `Right now, if the commander is disconnected, ${name(deputy)} may assume command as deputy after ${spanText(deputyAfter)}, any other responder after ${spanText(anyoneAfter)}.`}
    </p>
  );
}
