import { runAdminProgram } from './admin/run-admin-program.js';
import { readEnvironment } from './environment.js';
import { runToItsEnd } from './run-to-its-end.js';
import { stopSignal } from './stop-signal.js';

await runToItsEnd(() =>
  runAdminProgram(process.argv.slice(2), {
    environment: readEnvironment(process.env),
    streams: { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr },
    signal: stopSignal(process),
    now: () => new Date(),
  }),
);
