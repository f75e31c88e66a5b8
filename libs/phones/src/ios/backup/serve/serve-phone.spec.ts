import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { PlistReal, type PlistValue } from '../../../codecs/plist/plist-value.js';
import { served } from '../testing/serve-script.js';
import { UDID } from '../testing/scripted-phone.js';

const bytes = randomBytes(200_000);
const OK = [0, '___EmptyParameterString___', {}];
const at = (path: string): string => `${UDID}/${path}`;

describe('a phone that drives', () => {
  it('sends files in frames, any number in one message', async () => {
    const { sink, ending, shares } = await served(async (phone) => {
      const files = [
        { path: at('Snapshot/ab/ab1'), bytes, label: '/.ba/mobile/Media/DCIM/100APPLE/IMG_1.HEIC' },
        { path: at('Snapshot/ab/empty') },
      ];
      expect(await phone.upload(...files)).toEqual(OK);
      expect(await phone.upload()).toEqual(OK);
      await phone.end();
    });
    expect(ending).toEqual({ code: 0, description: '' });
    expect(sink.staged.get('Snapshot/ab/ab1')?.bytes.equals(bytes)).toBe(true);
    expect(sink.staged.get('Snapshot/ab/empty')?.bytes.length).toBe(0);
    expect(sink.labels.get('Snapshot/ab/ab1')).toBe('/.ba/mobile/Media/DCIM/100APPLE/IMG_1.HEIC');
    expect(shares).toEqual([0.5, 0.5]);
  });

  it('goes on after a file that it could not read, of which nothing is kept', async () => {
    const { sink, unreadable, error } = await served(async (phone) => {
      const files = [
        {
          path: at('ab/bad'),
          bytes: bytes.subarray(0, 99),
          fails: 'Input/output error (5)',
          label: '/a/bad',
        },
        { path: at('ab/none'), fails: 'Input/output error (5)', label: '/a/none' },
        { path: at('ab/good'), bytes },
      ];
      expect(await phone.upload(...files)).toEqual(OK);
      await phone.end();
    });
    expect(error).toBeUndefined();
    expect([...sink.staged.keys()]).toEqual(['ab/good']);
    expect(unreadable).toEqual([
      ['ab/bad', '/a/bad'],
      ['ab/none', '/a/none'],
    ]);
  });

  it('is sent files in frames of 32 KiB, and told what is not there', async () => {
    const { error } = await served(async (phone) => {
      await phone.upload({ path: at('ab/there'), bytes });
      const got = await phone.download(at('ab/there'), at('ab/not'), at('ab'));
      expect(got.files.get(at('ab/there'))?.equals(bytes)).toBe(true);
      expect(Math.max(...got.frames)).toBe(32_768);
      const missing = { DLFileErrorString: 'No such file or directory', DLFileErrorCode: -6 };
      expect(got.errors).toEqual(
        new Map([at('ab/not'), at('ab')].map((path) => [path, missing.DLFileErrorString])),
      );
      expect(got.status).toEqual([-13, 'Multi status', { [at('ab/not')]: missing, [at('ab')]: missing }]);
      expect((await phone.download(at('ab/there'))).status).toEqual(OK);
      await phone.end();
    });
    expect(error).toBeUndefined();
  });

  it('lists, makes, moves, copies and removes', async () => {
    const { sink, error } = await served(async (phone) => {
      expect(await phone.ask('DLMessageCreateDirectory', at('Snapshot'), '', new PlistReal(1))).toEqual(OK);
      await phone.upload({ path: at('Snapshot/ab/one'), bytes }, { path: at('Snapshot/ab/two'), bytes });
      const [code, , contents] = await phone.ask('DLContentsOfDirectory', at('Snapshot/ab'));
      const file = {
        DLFileType: 'DLFileTypeRegular',
        DLFileSize: 200_000,
        DLFileModificationDate: new Date(0),
      };
      expect([code, contents]).toEqual([0, { one: file, two: file }]);
      const [, , top] = await phone.ask('DLContentsOfDirectory', UDID);
      expect(top).toMatchObject({ Snapshot: { DLFileType: 'DLFileTypeDirectory' } });
      expect(await phone.ask('DLContentsOfDirectory', at('nowhere'))).toEqual(OK);
      const moves = { [at('Snapshot/ab/one')]: at('ab/one'), [at('Snapshot/ab/two')]: at('ab/two') };
      expect(await phone.ask('DLMessageMoveItems', moves, {}, new PlistReal(80))).toEqual(OK);
      expect(await phone.ask('DLMessageCopyItem', at('ab/one'), at('ab/three'))).toEqual(OK);
      expect(await phone.ask('DLMessageRemoveItems', [at('Snapshot'), at('ab/two')], {})).toEqual(OK);
      expect(await phone.ask('DLMessageMoveFiles', { [at('ab/three')]: at('cd/three') })).toEqual(OK);
      expect(await phone.ask('DLMessageRemoveFiles', [at('ab/one')])).toEqual(OK);
      await phone.end();
    });
    expect(error).toBeUndefined();
    expect([...sink.staged.keys()]).toEqual(['cd/three']);
  });

  it('is told what cannot be moved', async () => {
    const { error } = await served(async (phone) => {
      const refused = [-6, 'No such file or directory', {}];
      expect(await phone.ask('DLMessageMoveItems', { [at('ab/no')]: at('ab/yes') })).toEqual(refused);
      expect(await phone.ask('DLMessageCopyItem', at('ab/no'), at('ab/yes'))).toEqual(refused);
      await phone.end();
    });
    expect(error).toBeUndefined();
  });

  it('is told the free space, and no to what there is not', async () => {
    const { error, ending } = await served(async (phone) => {
      expect((await phone.ask('DLMessageGetFreeDiskSpace'))[2]).toBe(123_456_789_012);
      expect((await phone.ask('DLMessagePurgeDiskSpace'))[0]).toBe(-1);
      expect(await phone.ask('DLMessageOfTomorrow', 1)).toEqual([-1, 'Operation not supported', {}]);
      await phone.end(105, 'No space');
    });
    expect(error).toBeUndefined();
    expect(ending).toEqual({ code: 105, description: 'No space' });
  });

  it('may leave without a word', async () => {
    const { ending } = await served((phone) => phone.say('DLMessageDisconnect', 'bye'));
    expect(ending).toEqual({ code: undefined, description: '' });
  });

  it.each<[string, PlistValue, number]>([
    ['no code', {}, -1],
    ['a code of 128 bits', { ErrorCode: 2n ** 64n + 5n }, -1],
    ['a code that is a word', { ErrorCode: 'none' }, -1],
  ])('has not succeeded with %s', async (_, said, code) => {
    const { ending } = await served((phone) => phone.say('DLMessageProcessMessage', said));
    expect(ending?.code).toBe(code);
  });
});
