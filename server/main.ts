/**
 * A server as a process: configuration from the environment, signals, exit codes; nothing else. SIGTERM and SIGINT
 * drain for at most ten seconds; a second one changes nothing.
 */
import { readConfig } from './config/config.ts';
import { BadConfig } from './config/rule.ts';
import { openLogger, told } from './logger.ts';
import { NoRedis } from './redis/embedded-redis.ts';
import { Shutdown } from './shutdown.ts';
import { start } from './start.ts';

const DRAIN_MS = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = openLogger(config.logLevel);
  const shutdown = new Shutdown(logger);
  const leave = (): void => {
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    void shutdown.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, leave);
  process.on('unhandledRejection', (problem) => logger.error('unforeseen', { problem: told(problem) }));
  try {
    await start({ config, logger, shutdown });
  } catch (problem) {
    await shutdown.stop();
    throw problem;
  }
}

/** What an operator can put right is one sentence and exit code 2; anything else is a bug and keeps its stack. */
main().catch((problem: unknown) => {
  const isTheirs = problem instanceof BadConfig || problem instanceof NoRedis;
  console.error(isTheirs ? problem.message : problem);
  process.exit(problem instanceof BadConfig ? 2 : 1);
});
