/**
 * What is true while no channel is connected: Watchfloor records a customer update and posts it nowhere. All that says
 * so, and helps to post it by hand, is in this file; channels will replace it.
 */
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { toast } from '../ui/toasts.ts';
import styles from './Updates.module.css';

export const RECORD = 'Record as published';
export const RECORD_AGAIN = 'Press again to record it';

export function toastPublished(text: string): void {
  toast({
    tone: 'done',
    text: 'Recorded as published to customers. Watchfloor doesn’t post it for you yet.',
    undo: { label: 'Copy text', run: () => void copy(text) },
  });
}

/** Above the button that records it. */
export function PostItYourself({ text }: { readonly text: string }): ReactNode {
  return (
    <div className={styles['posting']}>
      <p className={styles['means']}>
        Watchfloor doesn’t post this for you yet. Copy it to where customers read it, and record it here.
      </p>
      {text === '' ? null : <CopyText text={text} />}
    </div>
  );
}

export function CopyText({ text }: { readonly text: string }): ReactNode {
  return (
    <Button size="small" onClick={() => void copy(text)}>
      Copy text
    </Button>
  );
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ tone: 'done', text: 'Text copied.' });
  } catch {
    toast({ tone: 'refused', text: 'This browser doesn’t let the page copy. Select the text and copy it.' });
  }
}
