import { ByteReader, EndOfBytes } from '../codecs/byte-reader.js';
import { garbled, unplugged } from '../stream/phone-faults.js';
import type { PhoneTransport } from './phone-transport.js';
import { framed, plain, type ShellEnd } from './shell-stream.js';

/** What a command on the phone printed. `exitCode` is null where the phone (shell v1) does not tell it. */
export interface ShellResult {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly exitCode: number | null;
}

/** Output beyond this many bytes is read and dropped. */
const MAX_OUTPUT = 256 * 1024;

/** Runs one command on the phone, over shell v2 where offered. The command's bytes go to a shell: quote with `shellQuote`. */
export async function runShell(transport: PhoneTransport, command: Uint8Array): Promise<ShellResult> {
  const v2 = transport.features.has('shell_v2');
  const service = Buffer.concat([Buffer.from(v2 ? 'shell,v2,raw:' : 'shell:'), command]);
  const stream = await transport.open(service);
  try {
    const reader = new ByteReader(() => stream.next());
    return await gathered(v2 ? framed(reader) : plain(reader));
  } catch (error) {
    if (error instanceof EndOfBytes) throw unplugged(error);
    if (error instanceof RangeError) throw garbled(error.message, error);
    throw error;
  } finally {
    stream.close();
  }
}

/** A word that the phone's shell takes literally, whatever bytes it holds (but NUL, which no path has). */
export function shellQuote(word: Uint8Array): Buffer {
  return Buffer.from(`'${Buffer.from(word).toString('latin1').replaceAll("'", "'\\''")}'`, 'latin1');
}

async function gathered(pieces: AsyncGenerator<Buffer, ShellEnd>): Promise<ShellResult> {
  const output = new Kept();
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return { stdout: output.bytes(), ...next.value };
    output.add(next.value);
  }
}

class Kept {
  private readonly pieces: Buffer[] = [];
  private size = 0;

  add(piece: Buffer): void {
    const kept = piece.subarray(0, Math.max(0, MAX_OUTPUT - this.size));
    this.size += kept.length;
    if (kept.length > 0) this.pieces.push(Buffer.from(kept));
  }

  bytes(): Buffer {
    return Buffer.concat(this.pieces);
  }
}
