/** A caller's command to the workspace's log, repeated until its fate is known. */
import { randomUUID } from 'node:crypto';
import type { NotOk } from '../../shared/protocol.ts';
import type { WorkspaceCommand } from '../../shared/workspace/words.ts';
import type { Caller } from '../access/caller.ts';
import { actRefusal } from '../door/commanding.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { sendUntilKnown } from '../rooms/repeating.ts';

/** Null when it is done. The operator's token is no person and may all the same: programs keep the workspace with it. */
export async function actOnWorkspace(
  { workspace }: Hosting,
  caller: Caller,
  wish: Pick<WorkspaceCommand, 'type' | 'data'>,
): Promise<NotOk | null> {
  const refusal = caller.administrator ? null : actRefusal(caller);
  if (refusal !== null) return refusal;
  const answer = await sendUntilKnown(workspace, { id: randomUUID(), ...wish }, { actor: caller.actor });
  return answer.ok ? null : answer;
}
