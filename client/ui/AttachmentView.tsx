/**
 * An attachment in full: a picture as large as the window allows, a log as text, anything else to download. Used by the
 * document and by the timeline. Always true: whatever the picture's own size, it takes no more than its place; a text
 * is shown as text, whatever it contains.
 */
import { Download, ExternalLink } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { attachmentPath, isPicture, type Attachment } from '../../shared/attachment.ts';
import styles from './AttachmentView.module.css';
import { useAttachmentText } from './attachment-text.ts';
import { inWords } from './bytes.ts';
import { Dialog } from './Dialog.tsx';

/**
 * What must be known of an attachment to show it. Its type is what its sender said it is: the bytes may turn out
 * otherwise.
 */
export type Shown = Pick<Attachment, 'id' | 'name' | 'bytes'> & { readonly type: string };

interface AttachmentViewProps {
  readonly room: string;
  readonly attachment: Shown;
  readonly onClose: () => void;
  /** What can be done to it in its place; the primary button last. */
  readonly actions?: ReactNode;
}

export function AttachmentView({ room, attachment, onClose, actions }: AttachmentViewProps): ReactNode {
  const { id, name, type, bytes } = attachment;
  const path = attachmentPath(room, id, name);
  const isShown = isPicture({ type }) || type === 'text/plain';
  return (
    <Dialog open onClose={onClose} title={name} wide="full" reads actions={actions}>
      {isPicture({ type }) ? (
        <Picture path={path} name={name} />
      ) : isShown ? (
        <Text path={path} name={name} />
      ) : (
        <p>This file can’t be shown here. Download it only if you know who added it.</p>
      )}
      <p className={styles['about']}>
        <span>{inWords(bytes)}</span>
        {isShown ? (
          <a href={path} target="_blank" rel="noreferrer">
            <ExternalLink size={14} aria-hidden="true" />
            Open in new tab
          </a>
        ) : null}
        <a href={path} download={name}>
          <Download size={14} aria-hidden="true" />
          Download
        </a>
      </p>
    </Dialog>
  );
}

function Picture({ path, name }: { readonly path: string; readonly name: string }): ReactNode {
  const [failed, setFailed] = useState(false);
  if (failed)
    return <p role="alert">The picture can’t be shown. Check your connection, then close this and open it again.</p>;
  return <img className={styles['picture']} src={path} alt={name} onError={() => setFailed(true)} />;
}

function Text({ path, name }: { readonly path: string; readonly name: string }): ReactNode {
  const read = useAttachmentText(path);
  if (read === null) return <p role="status">Loading {name}</p>;
  if ('problem' in read) return <p role="alert">{read.problem}</p>;
  return (
    <>
      <pre className={styles['text']} tabIndex={0} aria-label={name}>
        {read.text}
      </pre>
      {read.isWhole ? null : (
        <p role="note">Only the beginning is shown. Open it in a new tab or download it for the rest.</p>
      )}
    </>
  );
}
