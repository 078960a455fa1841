/**
 * The files of the line that is being written, each with its progress and a remove button; and the button that adds
 * more.
 */
import { Paperclip, X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useStore } from '../session/store-hooks.ts';
import type { Attaching, FilesOfLine } from './attaching.ts';
import styles from './Composer.module.css';

export function AttachingFiles({ files }: { readonly files: FilesOfLine }): ReactNode {
  const list = useStore(files.list);
  if (list.length === 0) return null;
  return (
    <ul className={styles['files']} aria-label="Files on this line">
      {list.map((each) => (
        <li key={each.key} data-state={each.state}>
          <span className={styles['file']} title={each.name}>
            {each.name}
          </span>
          <small role="status">{sentence(each)}</small>
          {each.state === 'failed' ? (
            <button type="button" onClick={() => files.retry(each.key)}>
              Try again
            </button>
          ) : null}
          <button
            type="button"
            aria-label={`Remove ${each.name}`}
            title="Remove"
            onClick={() => files.remove(each.key)}
          >
            <X size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function sentence({ state, part, why }: Attaching): string {
  if (state === 'failed') return why;
  if (state === 'waiting') return 'waiting for connection, keep this page open';
  return state === 'stored' ? '' : part > 0 && part < 1 ? `${Math.round(part * 100)} %` : 'sending';
}

export function AddFile({ files }: { readonly files: FilesOfLine }): ReactNode {
  const chooser = useRef<HTMLInputElement>(null);
  const take = (): void => {
    files.add([...(chooser.current?.files ?? [])]);
    // So that the same file can be chosen again.
    if (chooser.current !== null) chooser.current.value = '';
  };
  return (
    <>
      <input ref={chooser} type="file" multiple hidden onChange={take} />
      <button
        type="button"
        className={styles['add']}
        aria-label="Add a file"
        title="Add a picture or a file"
        onClick={() => chooser.current?.click()}
      >
        <Paperclip size={16} />
      </button>
    </>
  );
}
