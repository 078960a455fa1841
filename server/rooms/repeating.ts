/**
 * A command of the servers' own making, sent until its outcome is known: the same one again and again, so that it
 * counts once. For requests that have no page behind them which would repeat them.
 */
import type { AnyCommand } from '../../shared/envelope.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import type { Hosted, Sender } from './hosting.ts';

const ATTEMPTS = 3;

export async function sendUntilKnown<State>(
  hosted: Hosted<State>,
  command: AnyCommand,
  sender: Sender,
): Promise<CommandAnswer> {
  let answer = await hosted.send(command, sender);
  for (let attempt = 1; attempt < ATTEMPTS && isOpen(answer); attempt += 1) answer = await hosted.send(command, sender);
  return answer;
}

const isOpen = (answer: CommandAnswer): boolean =>
  !answer.ok && (answer.code === 'unconfirmed' || answer.code === 'busy');
