/**
 * Departures: a person whom an administrator deactivated leaves every open room, so that the room is told and goes on
 * without them: their roles are vacant, and if they had command, the rules for a removed commander apply at once.
 *
 *   the workspace's log changed, or a second has passed -> live rooms -> their members who are no longer active -> removed
 *
 * Every server reports what it sees, as long as it sees it: a room removes someone once, and again should they have
 * been admitted meanwhile. A room that lives on no server is put right when someone next opens it.
 */
import { isClosed, membersOf, putOut, type RoomState } from '../../shared/room.ts';
import { personIn } from '../../shared/workspace/people.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { Shared } from '../rooms/waiting.ts';
import { SERVER } from './people.ts';

const LOOK_EVERY_MS = 1_000;

export class Departures {
  readonly #hosting: Hosting;
  readonly #timer: NodeJS.Timeout;
  readonly #unlisten: () => void;
  readonly #look = new Shared(() => this.#lookEverywhere());

  constructor(hosting: Hosting) {
    this.#hosting = hosting;
    this.#timer = setInterval(() => void this.#look.run(), LOOK_EVERY_MS);
    this.#unlisten = hosting.workspace.listen(() => void this.#look.run());
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#unlisten();
  }

  async #lookEverywhere(): Promise<void> {
    const rooms = [...this.#hosting.live()].filter(
      (hosted) => hosted.frozen === null && !isClosed(hosted.folded.state),
    );
    await Promise.allSettled(
      rooms.flatMap((hosted) =>
        this.#departedFrom(hosted).map((id) =>
          hosted.send(putOut(`out:${id}:${hosted.folded.position.version}`, id), { actor: SERVER }),
        ),
      ),
    );
  }

  #departedFrom(hosted: Hosted<RoomState>): readonly string[] {
    const { state } = this.#hosting.workspace.folded;
    return membersOf(hosted.folded.state).filter((id) => personIn(state, id)?.active === false);
  }
}
