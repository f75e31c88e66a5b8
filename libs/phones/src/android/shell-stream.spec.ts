import { describe, expect, it } from '@jest/globals';
import { encodeShellFrame, SHELL } from '../codecs/shell-packet.js';
import type { PhoneTransport } from './phone-transport.js';
import { streamShell, type ShellEnd } from './shell-stream.js';

interface Fake extends PhoneTransport {
  readonly services: string[];
  asked: number;
  closed: number;
}

/** A phone that gives these pieces, or never answers after them. */
function phone(pieces: readonly Uint8Array[], v2: boolean, silent = false): Fake {
  const waiting = [...pieces];
  const fake: Fake = {
    services: [],
    asked: 0,
    closed: 0,
    features: new Set(v2 ? ['shell_v2'] : []),
    open: (service) => {
      fake.services.push(Buffer.from(service).toString());
      let wake = (): void => undefined;
      return Promise.resolve({
        next: async () => {
          fake.asked += 1;
          if (waiting.length === 0 && silent) await new Promise<void>((resolve) => (wake = resolve));
          return waiting.shift();
        },
        write: () => Promise.resolve(),
        close: () => {
          fake.closed += 1;
          wake();
        },
      });
    },
    close: () => Promise.resolve(),
  };
  return fake;
}

async function run(transport: PhoneTransport, signal?: AbortSignal): Promise<{ out: string; end: ShellEnd }> {
  const pieces = streamShell(transport, Buffer.from('command'), signal);
  let out = '';
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return { out, end: next.value };
    out += next.value.toString();
  }
}

const frames = (...parts: readonly (readonly [number, Uint8Array])[]): Uint8Array[] =>
  parts.map(([id, bytes]) => encodeShellFrame(id, bytes));

describe('streamShell', () => {
  it('tells output, errors and the exit code apart over shell v2', async () => {
    const pieces = frames(
      [SHELL.STDOUT, Buffer.from('one ')],
      [SHELL.STDERR, Buffer.alloc(100_000, 'e')],
      [SHELL.STDOUT, Buffer.from('two')],
      [SHELL.EXIT, Buffer.from([3])],
    );
    const transport = phone([Buffer.concat(pieces)], true);
    const { out, end } = await run(transport);
    expect([out, end.exitCode, end.stderr.length]).toEqual(['one two', 3, 65_536]);
    expect(transport.services).toEqual(['shell,v2,raw:command']);
    expect(transport.closed).toBe(1);
  });

  it('gives the bytes as they are over exec where there is no shell v2', async () => {
    const transport = phone([Buffer.from('a\r\n'), Buffer.from('b')], false);
    const { out, end } = await run(transport);
    expect([out, end.exitCode]).toEqual(['a\r\nb', null]);
    expect(transport.services).toEqual(['exec:command']);
  });

  it('asks the phone for no more than its reader takes, and closes when the reader leaves', async () => {
    const transport = phone(
      frames(...Array.from({ length: 9 }, () => [SHELL.STDOUT, Buffer.from('x')] as const)),
      true,
    );
    for await (const piece of streamShell(transport, Buffer.from('command'))) {
      expect(piece.toString()).toBe('x');
      break;
    }
    expect(transport.asked).toBe(1);
    expect(transport.closed).toBe(1);
  });

  it('takes an early end for a pulled cable, and nonsense for no protocol', async () => {
    const early = frames([SHELL.STDOUT, Buffer.from('x')]);
    await expect(run(phone(early, true))).rejects.toMatchObject({ causeClass: 'unplugged' });
    const absurd = Buffer.from([1, 0xff, 0xff, 0xff, 0xff]);
    await expect(run(phone([absurd], true))).rejects.toMatchObject({ causeClass: 'internal' });
  });

  it('stops when told to, while it waits and before it begins', async () => {
    const stopping = new AbortController();
    const reading = run(phone([], true, true), stopping.signal);
    setImmediate(() => stopping.abort());
    await expect(reading).rejects.toMatchObject({ causeClass: 'cancelled' });
    const transport = phone([], true);
    await expect(run(transport, AbortSignal.abort())).rejects.toMatchObject({ causeClass: 'cancelled' });
    expect(transport.services).toEqual([]);
  });
});
