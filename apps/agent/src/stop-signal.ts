import { EXIT_CODES } from './faults/exit-codes.js';
import { Fault } from './faults/fault.js';

/** A terminal sends SIGINT to the wrapper and to this process, and the wrapper forwards its own: one key, two signals. */
const SAME_KEY_MS = 500;

/**
 * The signal that Ctrl-C, SIGTERM or SIGHUP aborts: the first stops cleanly and keeps what was done, a second one ends
 * at once. When the wrapper itself was killed its channel closes: then this process ends as if it had been killed too.
 */
export function stopSignal(process: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const stop = (): void => {
    if (firstAt === undefined) {
      firstAt = Date.now();
      controller.abort(
        new Fault('cancelled', {
          what: 'Stopped, as you asked.',
          holds: 'Snapshots made before are whole, and what was stored already is kept.',
          next: 'Run the same command again to go on.',
        }),
      );
    } else if (Date.now() - firstAt > SAME_KEY_MS) process.exit(EXIT_CODES.cancelled);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  if (process.env['HOLDFAST_STARTED_BY_WRAPPER'] === '1' && process.channel !== undefined) {
    process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
    process.channel?.unref();
  }
  return controller.signal;
}
