import type { PhoneTransport } from '../phone-transport.js';
import { streamShell } from '../shell-stream.js';

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_LINE = 16 * 1024;

/**
 * The lines that a command prints, as they arrive. Longer lines are cut at 16 KiB, output at
 * 64 MiB; a command that the phone does not have prints none. Errors as `streamShell`.
 */
export async function* commandLines(
  transport: PhoneTransport,
  command: string,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const pieces = streamShell(transport, Buffer.from(`${command} 2>/dev/null`), signal);
  let held: Buffer = Buffer.alloc(0);
  let read = 0;
  for await (const piece of pieces) {
    read += piece.length;
    let rest: Buffer = Buffer.concat([held, piece]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield lineOf(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
    }
    held = Buffer.from(rest.subarray(0, MOST_LINE));
    if (read > MOST_BYTES) return;
  }
  if (held.length > 0) yield lineOf(held);
}

function lineOf(bytes: Buffer): string {
  return bytes.toString('utf8', 0, MOST_LINE).replace(/\r$/, '');
}
