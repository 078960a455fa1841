/**
 * The crews of open rooms follow the workspace: a person whom an administrator deactivated leaves, so that the room is
 * told and goes on without them (their roles are vacant, and if they had command, the rules for a removed commander
 * apply at once); a person with a new name is called so from then on.
 *
 *   the workspace's log changed, or a second has passed -> live rooms -> their members who are not as the workspace says -> a command
 *
 * Every server reports what it sees, as long as it sees it: a room removes someone once, and again should they have
 * been admitted meanwhile. A room that lives on no server is put right when someone next opens it.
 */
import type { AnyCommand } from '../../shared/envelope.ts';
import { isClosed, membersOf, putOut, rename, type RoomState } from '../../shared/room.ts';
import { memberOf } from '../../shared/standing.ts';
import { personIn } from '../../shared/workspace/people.ts';
import type { WorkspaceState } from '../../shared/workspace/words.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { eachSecond } from '../each-second.ts';
import { Shared } from '../rooms/waiting.ts';
import { SERVER } from './people.ts';

export class Crews {
  readonly #hosting: Hosting;
  readonly #stop: () => void;
  readonly #unlisten: () => void;
  readonly #look = new Shared(() => this.#lookEverywhere());

  constructor(hosting: Hosting) {
    this.#hosting = hosting;
    this.#stop = eachSecond(() => void this.#look.run());
    this.#unlisten = hosting.workspace.listen(() => void this.#look.run());
  }

  stop(): void {
    this.#stop();
    this.#unlisten();
  }

  async #lookEverywhere(): Promise<void> {
    const { workspace } = this.#hosting;
    const rooms = [...this.#hosting.live()].filter(
      (hosted) => hosted.frozen === null && !isClosed(hosted.folded.state),
    );
    const as = (state: WorkspaceState): ReadonlyArray<readonly [Hosted<RoomState>, AnyCommand]> =>
      rooms.flatMap((hosted) => changes(hosted, state).map((command) => [hosted, command] as const));
    // Another server may know of a newer name than this one and have told the room: only the log's own head decides.
    if (as(workspace.folded.state).length === 0) return;
    const { state } = await workspace.fresh();
    await Promise.allSettled(as(state).map(([hosted, command]) => hosted.send(command, { actor: SERVER })));
  }
}

function changes({ folded: { state, position } }: Hosted<RoomState>, workspace: WorkspaceState): readonly AnyCommand[] {
  return membersOf(state).flatMap((id) => {
    const person = personIn(workspace, id);
    if (person === null) return [];
    if (!person.active) return [putOut(`out:${id}:${position.version}`, id)];
    return person.name === memberOf(state, id)?.name ? [] : [rename(`name:${id}:${position.version}`, id, person.name)];
  });
}
