/** Below a link or a code that nobody else can open, because it says localhost: why, and how to open the server. */
import type { ReactNode } from 'react';
import { isLocal } from './local-address.ts';
import styles from './LocalOnly.module.css';

export function LocalOnly({ url }: { readonly url: string }): ReactNode {
  if (!isLocal(url)) return null;
  const { port } = new URL(url);
  const address = `http://<this computer’s address>${port === '' ? '' : `:${port}`}`;
  return (
    <div className={styles['local']} role="note">
      <strong>This link only works on this computer.</strong>
      <p>To let other devices in, restart Watchfloor with these two settings, then create the link again:</p>
      <code>
        HOST=0.0.0.0
        <br />
        PUBLIC_URL={address}
      </code>
      <p>On anything but a network you trust, put TLS in front of it and use an https address.</p>
    </div>
  );
}
