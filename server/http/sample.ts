/** The sample incident over HTTP, for administrators: play it, and stop it. */
import { z } from 'zod';
import { actRefusal } from '../sockets/commanding.ts';
import type { Sample } from '../sample/sample.ts';
import { done, reply } from './answer.ts';
import { nothing, madeInvite } from './answers.ts';
import { route, type Route } from './exchange.ts';

export interface SampleRouteParts {
  readonly sample: Sample;
  readonly address: () => string;
}

const administrators = { mostBytes: 1_024, othersAreTold: 'workspace.administrators-only' };

export function sampleRoutes({ sample, address }: SampleRouteParts): readonly Route[] {
  return [
    route('post', '/api/sample', {
      id: 'playSample',
      gives: [201, madeInvite],
      about: 'Play the sample incident in a room of its own (administrators).',
      administrators,
      body: z.strictObject({}),
      handle: async ({ caller }) => {
        const played = actRefusal(caller) ?? (await sample.start(caller.actor));
        return played.ok ? reply(201, { id: played.room, url: `${address()}/rooms/${played.room}` }) : played;
      },
    }),
    route('delete', '/api/sample', {
      id: 'stopSample',
      gives: [204, nothing],
      about: 'Stop the sample incident that plays, on any server (administrators).',
      administrators,
      handle: async () => {
        await sample.end();
        return done;
      },
    }),
  ];
}
