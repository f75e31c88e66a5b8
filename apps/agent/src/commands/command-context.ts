import type { Environment } from '../environment.js';
import type { OutputFlags } from '../terminal/output.js';
import { Output } from '../terminal/output.js';
import type { Streams } from '../terminal/streams.js';

/** What every command stands on: surroundings, streams, a clock, and the signal that Ctrl-C aborts. */
export interface CommandContext {
  readonly environment: Environment;
  readonly streams: Streams;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** Where this command's results and remarks go. */
export const outputOf = (context: CommandContext, flags: OutputFlags): Output =>
  new Output(context.streams, flags);
