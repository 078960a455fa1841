/** What could not be loaded, why, and another try. */
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './People.module.css';

export function Retry({
  message,
  onRetry,
}: {
  readonly message: string;
  readonly onRetry: () => Promise<void>;
}): ReactNode {
  return (
    <div className={styles['retry']}>
      <p role="alert">{message}</p>
      <Button size="small" onClick={() => void onRetry()}>
        Try again
      </Button>
    </div>
  );
}
