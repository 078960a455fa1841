/**
 * The pictures and files beside a line: each a button of a fixed size that opens it in full. The size is known before a
 * picture has come, so that the line is measured right at once and the list never jumps; a picture's own size, however
 * large, changes nothing.
 */
import { FileDown, FileText } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { attachmentPath, isPicture, type Attachment } from '../../shared/attachment.ts';
import { useView } from '../session/hooks.ts';
import { inWords } from '../ui/bytes.ts';
import styles from './Talk.module.css';
import { shownAttachment } from './ShownAttachment.tsx';

export function Attached({ attachments }: { readonly attachments: readonly Attachment[] }): ReactNode {
  const room = useView((view) => view.id);
  if (attachments.length === 0) return null;
  return (
    <ul className={styles['attached']} aria-label="Attachments">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <Thumbnail room={room} attachment={attachment} />
        </li>
      ))}
    </ul>
  );
}

function Thumbnail({ room, attachment }: { readonly room: string; readonly attachment: Attachment }): ReactNode {
  const { id, name, type, bytes, thumb } = attachment;
  const open = (): void => shownAttachment.set(attachment);
  const [failed, setFailed] = useState(false);
  if (isPicture(attachment) && !failed) {
    return (
      <button type="button" className={styles['picture']} title={name} onClick={open}>
        <img
          src={attachmentPath(room, thumb ?? id)}
          alt={name}
          width={104}
          height={66}
          loading="lazy"
          decoding="async"
          onError={() => setFailed(true)}
        />
      </button>
    );
  }
  const Icon = type === 'text/plain' ? FileText : FileDown;
  return (
    <button type="button" className={styles['card']} title={name} onClick={open}>
      <Icon size={16} aria-hidden="true" />
      <span className={styles['name']}>{name}</span>
      <small>{inWords(bytes)}</small>
    </button>
  );
}
