/** Before there is a map: what it is good for, and a file to begin with. */
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { EXAMPLE_TEXT, saveExample } from './example.ts';
import styles from './Services.module.css';

export function EmptyMap({
  administrator,
  onImport,
}: {
  readonly administrator: boolean;
  readonly onImport: () => void;
}): ReactNode {
  return (
    <main className={styles['empty']}>
      <div>
        <h2>No services yet</h2>
        <p>
          When someone asks “who owns this?”, the map has the answer: owner, expert, escalation, dashboards and
          runbooks, and what else breaks.
        </p>
        <p>
          {administrator
            ? 'Start with the last five services that paged you. Import a file like this one, or press “New service”.'
            : 'Administrators maintain it. Send them a file like this one with the services you know.'}
        </p>
        <div className={styles['buttons']}>
          {administrator ? (
            <Button look="primary" onClick={onImport}>
              Import a file
            </Button>
          ) : null}
          <Button onClick={saveExample}>Save this example</Button>
        </div>
      </div>
      <pre className={styles['example']} tabIndex={0} aria-label="Example services file">
        {EXAMPLE_TEXT}
      </pre>
    </main>
  );
}
