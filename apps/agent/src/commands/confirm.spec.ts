import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '../environment.js';
import { Fault } from '../faults/fault.js';
import type { CommandContext } from './command-context.js';
import { confirm } from './confirm.js';

const silent = { write: () => true };

/** Someone at a terminal who types this, or nobody. */
function typing(text: string | undefined): CommandContext {
  const stdin = Object.assign(new PassThrough(), { isTTY: text !== undefined });
  stdin.end(text === undefined ? '' : `${text}\n`);
  return {
    environment: readEnvironment({}, 'linux'),
    streams: { stdin, stdout: silent, stderr: silent },
    signal: new AbortController().signal,
    now: () => new Date(0),
  };
}

const outcome = (text: string | undefined, flags: { yes?: boolean; json?: boolean } = {}): Promise<unknown> =>
  confirm(typing(text), flags, 'Really?').catch((error: unknown) =>
    error instanceof Fault ? error.exit : error,
  );

describe('confirm', () => {
  it('goes on when a person says yes, and with nothing else', async () => {
    expect(await outcome('yes')).toBeUndefined();
    expect(await outcome(' YES ')).toBeUndefined();
    for (const no of ['no', 'y', '']) expect(await outcome(no)).toBe('cancelled');
  });

  it('asks nobody for --yes', async () => {
    expect(await outcome(undefined, { yes: true })).toBeUndefined();
    expect(await outcome('no', { yes: true, json: true })).toBeUndefined();
  });

  it('wants --yes of a script', async () => {
    expect(await outcome(undefined)).toBe('usage');
    expect(await outcome('yes', { json: true })).toBe('usage');
  });
});
