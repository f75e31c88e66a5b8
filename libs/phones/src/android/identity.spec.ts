import { describe, expect, it } from '@jest/globals';
import { encodeShellFrame, SHELL } from '../codecs/shell-packet.js';
import { androidIdentity, confirmIdentity } from './identity.js';
import type { PhoneTransport } from './phone-transport.js';

/** A phone whose shell prints these texts, one a command. */
function printing(...texts: string[]): PhoneTransport {
  return {
    features: new Set(['shell_v2']),
    open: () => {
      const frames = [
        encodeShellFrame(SHELL.STDOUT, Buffer.from(texts.shift() ?? '')),
        encodeShellFrame(SHELL.EXIT, Buffer.from([0])),
      ];
      return Promise.resolve({
        next: () => Promise.resolve(frames.shift()),
        write: () => Promise.resolve(),
        close: () => undefined,
      });
    },
    close: () => Promise.resolve(),
  };
}

describe('who a phone says it is', () => {
  it('is told in one question', async () => {
    expect(await androidIdentity(printing('R58M\nR58M\nPixel 7\n16\n'))).toEqual({
      serial: 'R58M',
      model: 'Pixel 7',
      osVersion: '16',
    });
    expect(await androidIdentity(printing('\nR58M\n\n\n'))).toEqual({
      serial: 'R58M',
      model: null,
      osVersion: null,
    });
  });

  it.each(['', 'unknown', '0123456789ABCDEF', '000000000000', 'x'.repeat(65), '\u0000\u200b'])(
    'cannot be told from others by %j',
    async (serial) => {
      await expect(androidIdentity(printing(`${serial}\n${serial}\nM\n16\n`))).rejects.toMatchObject({
        causeClass: 'os-not-supported',
      });
    },
  );

  it('must not be two', async () => {
    await expect(androidIdentity(printing('A1\nB2\nM\n16\n'))).rejects.toMatchObject({
      causeClass: 'internal',
    });
    const changing = printing('A1\nA1\nM\n16\n', 'B2\nB2\nM\n16\n');
    const before = await androidIdentity(changing);
    await expect(confirmIdentity(changing, before)).rejects.toMatchObject({ causeClass: 'internal' });
    await expect(confirmIdentity(printing('A1\nA1\nM\n16\n'), before)).resolves.toBeUndefined();
  });
});
