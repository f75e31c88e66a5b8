import { encodeShellFrame, SHELL } from '@holdfast/phones/codecs';
import type { DeviceStream } from '../device-stream.js';

/** Where a command's words go. Text is latin1: one character a byte, so that names stay exact. */
export interface ShellOutput {
  out(text: string | Uint8Array): Promise<void>;
  err(text: string): Promise<void>;
}

/** Output over shell v2, each stream framed, or over v1, where both are one. */
export function shellOutput(stream: DeviceStream, framed: boolean): ShellOutput {
  const send = (id: number, text: string | Uint8Array): Promise<void> => {
    const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
    return bytes.length === 0
      ? Promise.resolve()
      : stream.write(framed ? encodeShellFrame(id, bytes) : bytes);
  };
  return { out: (text) => send(SHELL.STDOUT, text), err: (text) => send(SHELL.STDERR, text) };
}
