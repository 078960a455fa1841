/**
 * Loaded into the child before its program: when the script that started it ends without stopping it (kill -9, a closed
 * window), the child stops itself, so that no server is left holding a port. Does nothing without such a script.
 */
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
