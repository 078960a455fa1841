/** Who had command at any second since the declaration: each tenure, how it began, and the words that came with it. */
import type { ReactNode } from 'react';
import type { Tenure } from '../../shared/floor/words.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { At } from '../ui/Time.tsx';
import styles from './Floor.module.css';

const HOW: Readonly<Record<Tenure['how'], string>> = {
  declared: 'declared the incident',
  reopened: 'reopened the incident',
  accepted: 'accepted command',
  assumed: 'assumed command',
  taken: 'took command',
};

export function CommandChain(): ReactNode {
  const chain = useRoom((room) => room.floor.chain);
  return (
    <section className={styles['chain']}>
      <h3>Command chain</h3>
      <ol aria-label="Command chain">
        {chain.toReversed().map((link) => (
          <Link key={link.epoch} link={link} />
        ))}
      </ol>
    </section>
  );
}

function Link({ link }: { readonly link: Tenure }): ReactNode {
  const name = useNames();
  const words = link.how === 'accepted' ? link.readBack : link.why;
  return (
    <li>
      <span className={styles['times']}>
        <At at={link.since} seconds="seconds" /> –{' '}
        {link.until === null ? 'now' : <At at={link.until} seconds="seconds" />}
      </span>
      <span>
        <strong>{name(link.holder)}</strong> {HOW[link.how]}
      </span>
      {words === undefined ? null : <q>{words}</q>}
    </li>
  );
}
