// npm run -s bench -- engine|android|ios|sign-in|agents|coverage|corpus …: see USAGE. Exit codes: 0 measured (whatever the figures) or written, 1 something
// that was asked for could not be measured or written, 2 wrong usage, 130 stopped by Ctrl-C.
import { parseCommandLine, USAGE, UsageError } from './command-line.mjs';

process.exitCode = await main(process.argv.slice(2));

async function main(words) {
  if (words.includes('--help')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const stop = new AbortController();
  // Ctrl-C comes twice: from the terminal, and from the process that started this one.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(name, () => stop.abort(new Error('Stopped.')));
  try {
    const asked = parseCommandLine(words);
    if (asked.verb === 'corpus')
      return await (await import('./corpus/corpus-command.mjs')).corpusCommand(asked, stop.signal);
    if (asked.verb === 'android')
      return await (await import('./android/android-command.mjs')).androidCommand(asked, stop.signal);
    if (asked.verb === 'ios')
      return await (await import('./ios/ios-command.mjs')).iosCommand(asked, stop.signal);
    if (asked.verb === 'sign-in')
      return await (await import('./sign-in/sign-in-command.mjs')).signInCommand(asked, stop.signal);
    if (asked.verb === 'agents')
      return await (await import('./agents/agents-command.mjs')).agentsCommand(asked, stop.signal);
    if (asked.verb === 'coverage')
      return await (await import('./coverage/coverage-command.mjs')).coverageCommand(asked, stop.signal);
    return await (await import('./engine/engine-command.mjs')).engineCommand(asked, stop.signal);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    process.stderr.write(`${stop.signal.aborted ? 'Stopped.' : error.message}\n`);
    return stop.signal.aborted ? 130 : 1;
  }
}
