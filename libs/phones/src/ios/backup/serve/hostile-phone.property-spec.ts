import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PlistReal, type PlistValue } from '../../../codecs/plist/plist-value.js';
import { served } from '../testing/serve-script.js';
import { UDID } from '../testing/scripted-phone.js';

const path = fc.oneof(
  fc
    .constantFrom('', '..', '/', 'a', 'a/b', 'Snapshot', 'Snapshot/a', 'x'.repeat(300))
    .map((rest) => `${UDID}/${rest}`),
  fc.string(),
);
const { value } = fc.letrec<{ value: PlistValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    path,
    fc.boolean(),
    fc.integer(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
    fc.double({ noNaN: true }).map((real) => new PlistReal(real)),
    fc.uint8Array({ maxLength: 20 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(path, tie('value'), { maxKeys: 4 }),
  ),
}));
const message = fc.tuple(
  fc.constantFrom(
    'DLMessageDownloadFiles',
    'DLMessageUploadFiles',
    'DLContentsOfDirectory',
    'DLMessageCreateDirectory',
    'DLMessageMoveItems',
    'DLMessageRemoveFiles',
    'DLMessageCopyItem',
    'DLMessageGetFreeDiskSpace',
    'DLMessagePurgeDiskSpace',
    'DLMessageProcessMessage',
    'DLMessageDisconnect',
    'DLMessageUnheardOf',
  ),
  fc.array(value, { maxLength: 4 }),
);

describe('whatever a phone says', () => {
  it('ends in a message or a cause', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { maxLength: 6 }),
        fc.uint8Array({ maxLength: 60 }),
        async (said, bytes) => {
          const { error, ending } = await served(async (phone) => {
            for (const [name, args] of said) await phone.say(name, ...args);
            await phone.raw(bytes);
            phone.unplug();
          });
          if (error === undefined) expect(ending).toBeDefined();
          else expect(error).toMatchObject({ name: 'SourceError' });
        },
      ),
    );
  });

  it('files are those that it sent, in whatever pieces', async () => {
    const files = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.uint8Array({ maxLength: 100_000 })), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(files, async (sent) => {
        const { sink, error } = await served(async (phone) => {
          await phone.upload(...sent.map(([name, bytes]) => ({ path: `${UDID}/${name}`, bytes })));
          await phone.end();
        });
        expect(error).toBeUndefined();
        const last = new Map(sent.map(([name, bytes]) => [String(name), Buffer.from(bytes)]));
        expect(new Map([...sink.staged].map(([name, file]) => [name, file.bytes]))).toEqual(last);
      }),
      { numRuns: 30 },
    );
  });
});
