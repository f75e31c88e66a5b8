/** Runs a program and ends the process with its exit code, once everything that it said has been written. */
export async function runToItsEnd(run: () => Promise<number>): Promise<void> {
  // `holdfast ls | head` closes the pipe early: that is the reader's right, not a failure.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  const code = await run();
  // Everything is printed before the process ends: a pipe takes its last bytes asynchronously.
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit(code);
}

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise<void>((resolve) => stream.write('', () => resolve()));
