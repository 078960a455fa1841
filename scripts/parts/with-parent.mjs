/**
 * Loaded into the child before its program: when the script that started it is gone without a word (kill -9, a closed
 * window), the child stops itself as if told to, so that no server is left behind holding a port. Does nothing without
 * such a script.
 */
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
