import { SourceError } from '@holdfast/contracts/sources';
import { ByteReader, EndOfBytes } from '../codecs/byte-reader.js';
import { decodeShellHeader, SHELL, SHELL_HEADER_BYTES } from '../codecs/shell-packet.js';
import { garbled, unplugged } from '../stream/phone-faults.js';
import type { PhoneTransport } from './phone-transport.js';

/** How a command ended. `exitCode` is null and `stderr` empty where the phone (before shell v2) tells neither. */
export interface ShellEnd {
  readonly stderr: Buffer;
  readonly exitCode: number | null;
}

/** Error output beyond this many bytes is read and dropped. */
const MAX_STDERR = 64 * 1024;

/**
 * Runs one command on the phone and gives its output in pieces as they arrive, then how it ended as the generator's
 * return value. Not reading holds the phone back; leaving the loop, or `signal`, ends the conversation, and the command
 * dies of its closed output. Over shell v2 where offered; else over `exec:`, which unlike `shell:` changes no byte of the
 * output on any version, and mixes error output into it.
 *
 * Throws `SourceError`: `unplugged`, `cancelled` by `signal`, `internal` for what is not the protocol.
 */
export async function* streamShell(
  transport: PhoneTransport,
  command: Uint8Array,
  signal?: AbortSignal,
): AsyncGenerator<Buffer, ShellEnd> {
  if (signal?.aborted === true) throw stopped();
  const v2 = transport.features.has('shell_v2');
  const stream = await transport.open(Buffer.concat([Buffer.from(v2 ? 'shell,v2,raw:' : 'exec:'), command]));
  let stopping = false;
  const stop = (): void => {
    stopping = true;
    stream.close();
  };
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  try {
    const reader = new ByteReader(() => stream.next());
    return yield* v2 ? framed(reader) : plain(reader);
  } catch (error) {
    if (stopping) throw stopped(error);
    if (error instanceof EndOfBytes) throw unplugged(error);
    if (error instanceof RangeError) throw garbled(error.message, error);
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    stream.close();
  }
}

/** Output over shell v2. Error output is kept up to 64 KiB. */
export async function* framed(reader: ByteReader): AsyncGenerator<Buffer, ShellEnd> {
  const stderr: Buffer[] = [];
  let kept = 0;
  for (;;) {
    const { id, length } = decodeShellHeader(await reader.exactly(SHELL_HEADER_BYTES));
    if (id === SHELL.EXIT) {
      const exitCode = length === 0 ? 0 : ((await reader.exactly(1))[0] ?? 0);
      return { stderr: Buffer.concat(stderr), exitCode };
    }
    for (let left = length; left > 0;) {
      const piece = await reader.upTo(left);
      if (piece === undefined) throw unplugged();
      left -= piece.length;
      if (id === SHELL.STDOUT) yield piece;
      if (id !== SHELL.STDERR || kept >= MAX_STDERR) continue;
      stderr.push(Buffer.from(piece.subarray(0, MAX_STDERR - kept)));
      kept += piece.length;
    }
  }
}

/** Output without frames. */
export async function* plain(reader: ByteReader): AsyncGenerator<Buffer, ShellEnd> {
  for (;;) {
    const piece = await reader.upTo(65_536);
    if (piece === undefined) return { stderr: Buffer.alloc(0), exitCode: null };
    yield piece;
  }
}

function stopped(cause?: unknown): SourceError {
  return new SourceError('cancelled', 'Reading was stopped.', cause === undefined ? undefined : { cause });
}
