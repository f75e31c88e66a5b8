import { readEnvironment } from './environment.js';
import { useProxyOfEnvironment } from './managed/trust.js';
import { runProgram } from './run-program.js';
import { runToItsEnd } from './run-to-its-end.js';
import { stopSignal } from './stop-signal.js';

useProxyOfEnvironment();

await runToItsEnd(() =>
  runProgram(process.argv.slice(2), {
    environment: readEnvironment(process.env),
    streams: { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr },
    signal: stopSignal(process),
    now: () => new Date(),
  }),
);
