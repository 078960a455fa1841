/** The policy of this room, as it was when the incident was declared. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useRoom, useView } from '../../session/hooks.ts';
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
      <PolicyValues policy={policy} />
    </Dialog>
  );
}
