/**
 * A BullMQ worker that rests when Redis refuses it. BullMQ itself asks again as soon as it has its answer: while Redis
 * takes no writes that is a core for each server, and thousands of refused requests a second for Redis.
 */
import { Worker, type Job } from 'bullmq';
import { pause } from '../rooms/waiting.ts';

const AGAIN_MS = 1000;

export class PatientWorker<Data> extends Worker<Data> {
  override async moveToActive(token: string, name?: string): Promise<Job<Data>> {
    try {
      return await super.moveToActive(token, name ?? '');
    } catch (problem) {
      if (this.closing === undefined) await pause(AGAIN_MS);
      throw problem;
    }
  }
}
