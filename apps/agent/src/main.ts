import { readEnvironment } from './environment.js';
import { useProxyOfEnvironment } from './managed/trust.js';
import { runProgram } from './run-program.js';
import { stopSignal } from './stop-signal.js';

useProxyOfEnvironment();

// `holdfast ls | head` closes the pipe early: that is the reader's right, not a failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

const code = await runProgram(process.argv.slice(2), {
  environment: readEnvironment(process.env),
  streams: { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr },
  signal: stopSignal(process),
  now: () => new Date(),
});
// Everything is printed before the process ends: a pipe takes its last bytes asynchronously.
await Promise.all([process.stdout, process.stderr].map(flushed));
process.exit(code);

async function flushed(stream: NodeJS.WriteStream): Promise<void> {
  await new Promise<void>((resolve) => stream.write('', () => resolve()));
}
