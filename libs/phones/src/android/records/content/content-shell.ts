import type { PhoneTransport } from '../../phone-transport.js';
import { streamShell, type ShellEnd } from '../../shell-stream.js';
import { queryCommand, readCommand, type Query } from './content-command.js';
import { faultIn, TooMuch, unreadable } from './provider-fault.js';

/**
 * Bytes of one answer that are held; a phone that answers without end is cut there. Four categories are asked side by
 * side, which makes 32 MiB; a row of Android's own providers has at most 2 MiB (`CursorWindow`).
 */
const MAX_ANSWER = 8 * 1024 * 1024;

const EMPTY = 'No result found.\n';

/** The phone's `content` command. Errors that concern a provider are `SourceError`s of `provider-fault.ts`. */
export class ContentShell {
  constructor(
    private readonly transport: PhoneTransport,
    private readonly maxAnswer: number = MAX_ANSWER,
  ) {}

  /**
   * What a query printed, one character a byte; empty for no rows. Throws `UnknownColumn`, `TooMuch` beyond what may be
   * held, and `SourceError`.
   */
  async query(query: Query, signal?: AbortSignal): Promise<string> {
    const command = queryCommand(query);
    const answer = await this.gather(this.quietly(command), signal);
    if (answer.stderr !== '' || answer.exitCode !== 0) {
      const fault = faultIn(answer.stderr, answer.exitCode);
      if (fault !== undefined) throw fault;
    }
    if (answer.stdout === EMPTY) return '';
    if (answer.stdout.startsWith('Row: 0 ')) return answer.stdout;
    throw (await this.explained(command, answer.stdout, signal)) ?? unreadable();
  }

  /** The bytes of a provider's file, in pieces as they arrive. */
  async *read(uri: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
    const command = readCommand(uri);
    let any = false;
    const pieces = streamShell(this.transport, this.quietly(command), signal);
    let end: ShellEnd;
    for (;;) {
      const next = await pieces.next();
      if (next.done === true) {
        end = next.value;
        break;
      }
      any = true;
      yield next.value;
    }
    const fault = faultIn(end.stderr.toString('latin1'), end.exitCode);
    if (fault !== undefined) throw fault;
    if (any || end.exitCode !== null) return;
    const explained = await this.explained(command, '', signal);
    if (explained !== undefined) throw explained;
  }

  /** Where output and errors come mixed, errors are silenced, since nothing would tell them from data. */
  private quietly(command: Buffer): Buffer {
    return this.transport.features.has('shell_v2')
      ? command
      : Buffer.concat([command, Buffer.from(' 2>/dev/null')]);
  }

  /** The reason of an answer that is none: where errors had been silenced, the command is run once more to hear them. */
  private async explained(
    command: Buffer,
    printed: string,
    signal?: AbortSignal,
  ): Promise<Error | undefined> {
    if (this.transport.features.has('shell_v2')) return faultIn(printed.slice(0, 4096), 0);
    const { stdout } = await this.gather(command, signal);
    return faultIn(stdout.slice(0, 65_536), null);
  }

  private async gather(
    command: Buffer,
    signal?: AbortSignal,
  ): Promise<{ stdout: string; stderr: string; exitCode: number | null }> {
    const parts: string[] = [];
    let held = 0;
    const pieces = streamShell(this.transport, command, signal);
    for (;;) {
      const next = await pieces.next();
      if (next.done === true) {
        const { stderr, exitCode } = next.value;
        return { stdout: parts.join(''), stderr: stderr.toString('latin1'), exitCode };
      }
      held += next.value.length;
      if (held > this.maxAnswer) {
        await pieces.return({ stderr: Buffer.alloc(0), exitCode: null });
        throw new TooMuch('the answer is longer than may be held');
      }
      parts.push(next.value.toString('latin1'));
    }
  }
}
