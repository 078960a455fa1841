/** What the scribe document is given by the room around it; pane and editor share it. */
import type { Send } from '../../session/hooks.ts';

export interface ScribePanelProps {
  readonly roomId: string;
  readonly mayWrite: boolean;
  /** How a reader of a closed room joins it to write; null for everyone else. */
  readonly join: (() => Promise<void>) | null;
  readonly you: { readonly id: string; readonly name: string; readonly roles: readonly string[] };
  readonly send: Send;
  /** Milliseconds by the server's clock. */
  readonly serverNow: () => number;
}
