/** A caller's command to the workspace's log, repeated until its fate is known. */
import { randomUUID } from 'node:crypto';
import type { NotOk } from '../../shared/protocol.ts';
import type { WorkspaceCommand } from '../../shared/workspace/words.ts';
import type { Caller } from '../access/caller.ts';
import { actRefusal, type Commanding } from '../sockets/commanding.ts';
import { sendUntilKnown } from '../rooms/repeating.ts';

/**
 * Null when it is done. The operator's token is no person and may all the same: programs manage the workspace with it.
 */
export async function actOnWorkspace(
  { hosting: { workspace }, budgets }: Commanding,
  caller: Caller,
  wish: Pick<WorkspaceCommand, 'type' | 'data'>,
): Promise<NotOk | null> {
  const refusal = caller.administrator ? null : actRefusal(caller);
  if (refusal !== null) return refusal;
  // Not counted of an administrator: what they have written there never becomes less, and they would be locked out for
  // good.
  const allowed = caller.administrator ? null : budgets.write(caller, workspace.id, wish.data);
  if (allowed?.ok === false) return allowed;
  const answer = await sendUntilKnown(workspace, { id: randomUUID(), ...wish }, { actor: caller.actor });
  if (!answer.ok) return answer;
  if (allowed !== null) budgets.wrote(caller, workspace.id, allowed.bytes);
  return null;
}
