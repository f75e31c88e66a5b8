import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import type { SnapshotSummary } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import { readEnvironment } from '../environment.js';
import { Output } from '../terminal/output.js';
import { IphoneRoom } from '../testing/iphone-room.js';
import { openSealedSnapshot } from './open-sealed-snapshot.js';

let room: IphoneRoom;
let snapshot: SnapshotSummary;
beforeAll(async () => {
  room = await IphoneRoom.make({ password: 'secret' }, 1000);
  expect((await room.backUp()).error).toBeUndefined();
  snapshot = await room.repository.resolveSnapshot('latest');
});
afterAll(() => room.close());

/** A person at a terminal who types this; undefined: nobody is there. */
async function opened(typed: string | undefined): Promise<string> {
  const stdin = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  let told = '';
  const stderr = { write: (text: string | Uint8Array) => ((told += String(text)), true) };
  const context = {
    environment: readEnvironment({ HOLDFAST_HOME: room.place.at('home') }, 'linux'),
    streams: { stdin, stdout: { write: () => true }, stderr },
    signal: new AbortController().signal,
    now: () => new Date(),
  } as unknown as CommandContext;
  if (typed !== undefined) stdin.write(`${typed}\n`);
  const asked = { passwordFile: undefined, paths: [] };
  await openSealedSnapshot(context, room.repository, snapshot, asked, new Output(context.streams, {}));
  return told;
}

const top = async (): Promise<string[]> => {
  const names: string[] = [];
  for await (const { path } of room.repository.list(snapshot.id)) names.push(String(path.at(-1)));
  return names;
};

describe('a snapshot that nobody opened when it was made', () => {
  it('asks nobody where nobody is, and says what to do', async () => {
    await expect(opened(undefined)).rejects.toMatchObject({
      exit: 'wrong-key',
      text: { next: expect.stringContaining('--phone-password-file') },
    });
    await expect(opened('')).rejects.toMatchObject({ exit: 'wrong-key' });
    expect(await top()).toEqual(['Phone backup']);
  });

  it('opens with the password that its person types, and with no other', async () => {
    await expect(opened('a guess')).rejects.toMatchObject({
      exit: 'wrong-key',
      text: { what: expect.stringContaining('not the password') },
    });
    expect(await top()).toEqual(['Phone backup']);
    expect(await opened('secret')).toContain('not its passcode');
    expect(await top()).toEqual(expect.arrayContaining(['Apps', 'DCIM', 'Phone backup']));
    // Asked once.
    expect(await opened(undefined)).toBe('');
    expect(await room.restored(snapshot.id)).toEqual(room.onPhone());
  });
});
