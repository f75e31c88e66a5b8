import {
  ByteReader,
  decodeShellHeader,
  EndOfBytes,
  encodeShellFrame,
  SHELL,
  SHELL_HEADER_BYTES,
} from '@holdfast/phones/codecs';
import type { DeviceStream } from '../device-stream.js';
import type { Phone } from '../phone.js';
import { COMMANDS } from './commands.js';
import { parseLine, ShellSyntax, type Statement } from './parse.js';
import { shellOutput, type ShellOutput } from './shell-output.js';

const NOT_FOUND = 127;
const MAX_LINE = 64 * 1024;

/** Runs one command line, or without one a shell that reads lines, and tells the exit code where shell v2 is spoken. */
export async function serveShell(
  stream: DeviceStream,
  phone: Phone,
  command: string,
  framed: boolean,
): Promise<void> {
  const output = shellOutput(stream, framed);
  const code =
    command === '' ? await interactive(stream, phone, output, framed) : await runLine(command, phone, output);
  if (framed) await stream.write(encodeShellFrame(SHELL.EXIT, Buffer.from([code ?? 0])));
}

/** The exit code; a line that calls `exit` says so by `leave`. */
async function runLine(line: string, phone: Phone, output: ShellOutput, leave?: () => void): Promise<number> {
  let code = 0;
  try {
    for (const statement of parseLine(line)) {
      if ((statement.after === '&&' && code !== 0) || (statement.after === '||' && code === 0)) continue;
      const words = statement.words.map((word) => word.replaceAll('$?', String(code)));
      const [name = '', ...rest] = words;
      if (name === 'exit') {
        leave?.();
        return rest[0] === undefined ? code : Number(rest[0]) & 0xff;
      }
      code = await runCommand(name, rest, phone, redirected(output, statement));
    }
  } catch (error) {
    if (!(error instanceof ShellSyntax)) throw error;
    await output.err(`/system/bin/sh: ${error.message}\n`);
    return 1;
  }
  return code;
}

async function runCommand(name: string, words: string[], phone: Phone, output: ShellOutput): Promise<number> {
  const command = COMMANDS.get(name.replace(/^\/system\/bin\//, ''));
  if (command !== undefined) return command(words, phone, output);
  await output.err(`/system/bin/sh: ${name}: inaccessible or not found\n`);
  return NOT_FOUND;
}

function redirected(output: ShellOutput, statement: Statement): ShellOutput {
  const nowhere = (): Promise<void> => Promise.resolve();
  const out = statement.silentOut ? nowhere : (text: string | Uint8Array): Promise<void> => output.out(text);
  const err = statement.errToOut ? out : (text: string): Promise<void> => output.err(text);
  return { out, err: statement.silentErr ? nowhere : err };
}

/** Lines from the other side's standard input until its end or `exit`. */
async function interactive(
  stream: DeviceStream,
  phone: Phone,
  output: ShellOutput,
  framed: boolean,
): Promise<number> {
  const reader = new ByteReader(() => stream.next());
  let code = 0;
  let held = '';
  let left = false;
  for (let piece = await input(reader, framed); piece !== undefined; piece = await input(reader, framed)) {
    held += piece;
    for (let end = held.search(/[\r\n]/); end >= 0 && !left; end = held.search(/[\r\n]/)) {
      const line = held.slice(0, end);
      held = held.slice(end + 1);
      code = await runLine(line, phone, output, () => (left = true));
    }
    if (left || held.length > MAX_LINE) return code;
  }
  return code;
}

async function input(reader: ByteReader, framed: boolean): Promise<string | undefined> {
  try {
    if (!framed) return (await reader.upTo(4096))?.toString('latin1');
    for (;;) {
      const { id, length } = decodeShellHeader(await reader.exactly(SHELL_HEADER_BYTES));
      const payload = await reader.exactly(Math.min(length, MAX_LINE));
      if (id === SHELL.CLOSE_STDIN) return undefined;
      if (id === SHELL.STDIN) return payload.toString('latin1');
    }
  } catch (error) {
    if (error instanceof EndOfBytes) return undefined;
    throw error;
  }
}
