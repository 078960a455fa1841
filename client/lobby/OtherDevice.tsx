/** The same person on another device: a code to scan or a link to open, which works once and for ten minutes. */
import { encode } from 'uqr';
import { useEffect, useState, type ReactNode } from 'react';
import { otherDevice } from '../access/doors.ts';
import type { Called } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { CopyLink } from './CopyLink.tsx';
import styles from './Lobby.module.css';

export function OtherDevice({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="My other device"
      actions={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Code />
    </Dialog>
  );
}

function Code(): ReactNode {
  const [made, setMade] = useState<Called<{ readonly url: string }> | null>(null);
  useEffect(() => void otherDevice().then(setMade), []);
  if (made === null) return <p>Creating a code…</p>;
  if (!made.ok) return <p role="alert">{made.message}</p>;
  return (
    <>
      <p>Scan this with your phone to sign in there. It works once and expires in 10 minutes. Don’t share it.</p>
      <Squares text={made.body.url} />
      <CopyLink url={made.body.url} label="Or open this link on that device" />
    </>
  );
}

/** Dark on white in both themes, with the quiet edge that cameras need. */
function Squares({ text }: { readonly text: string }): ReactNode {
  const { data, size } = encode(text, { border: 3 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg
      className={styles['squares']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="QR code with the link"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
