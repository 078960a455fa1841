/**
 * A link that was just made, to be read and copied. Selected on focus, for browsers that block writing to the
 * clipboard.
 */
import { useState, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { LocalOnly } from '../ui/LocalOnly.tsx';
import styles from './Lobby.module.css';

export function CopyLink({ url, label }: { readonly url: string; readonly label: string }): ReactNode {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard?.writeText(url).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className={styles['link']}>
      <label htmlFor={url}>{label}</label>
      <input id={url} readOnly value={url} onFocus={(event) => event.target.select()} />
      <Button onClick={() => void copy()}>{copied ? 'Copied' : 'Copy'}</Button>
      <LocalOnly url={url} />
    </div>
  );
}
