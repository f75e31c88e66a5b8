// The phone that drove its own backup in the golden repository of such snapshots, version by version. Never changed once
// it is released.
import { lines, noise } from './golden-contents.mjs';

const SECOND = 1_000_000_000n;
const T0 = 1_748_736_000n * SECOND + 123_456_789n;
export const DRIVEN_SECRETS = Buffer.from('{"v":1,"what opens":"everything"}');

const path = (text) => text.split('/').map((name) => Buffer.from(name));
const file = (text, more = {}) => ({
  path: path(text),
  kind: 'file',
  mtimeNs: T0,
  category: 'documents',
  ...more,
});
const seal = (size) => ({ opening: noise('opening', 53), openedSize: size });

/** Own name → bytes as the phone stores them, and how they are shown; without `shown`: nobody said. */
export function drivenFiles(version) {
  const deep = Array.from({ length: 60 }, (_, i) => `${i}`).join('/');
  return [
    ['Manifest.db', lines(`manifest ${version}`, 70_000)],
    ['Status.plist', Buffer.from(`status ${version}`)],
    [
      'ab/ab01',
      noise('photo', 700_001),
      file('DCIM/100APPLE/IMG_0001.HEIC', { mode: 0o644, category: 'photos' }),
    ],
    ['cd/cd01', noise('sealed', 40_016), file('Notes/sealed', seal(40_001n))],
    ['cd/cd02', noise('sealed and small', 32), file('Notes/small', { ...seal(17n), mtimeNs: -SECOND })],
    [
      'cd/cd03',
      noise('whole sealed', 262_160),
      file('Health/health.sqlite', { ...seal(0n), category: 'health' }),
    ],
    ['ef/empty', Buffer.alloc(0), file('Files/nothing')],
    ['ef/Größe 写真', Buffer.from('odd'), file('Files/Größe 写真\u202e')],
    [`${'x'.repeat(1000)}/${'y'.repeat(1000)}/long`, Buffer.from('long'), file(`Deep/${deep}/file`)],
    ['same 1', Buffer.from('the same bytes'), file('Files/same 1')],
    ['same 2', Buffer.from('the same bytes'), file('Files/same 2')],
    ...(version === 1
      ? [['gone/later', noise('gone', 20_000), file('DCIM/deleted later.jpg')]]
      : [['new', lines('new', 300_000), file('DCIM/new.mov', { category: 'videos' })]]),
    ['made/1', Buffer.from(`made ${version}`), file('Phone records/list.json', { isMade: true })],
  ];
}

/** What a backup of one version asks for, but for its clock; the second version is an increment of the first. */
export function drivenPhone(version) {
  const before = new Map(version === 1 ? [] : drivenFiles(version - 1));
  const files = drivenFiles(version);
  return {
    phone: 'driven',
    sourceName: 'ios:00008110-0123456789ABCDEF',
    scope: {},
    policyVersion: version,
    source: {
      async run(sink) {
        const names = new Set(files.map(([name]) => name));
        for (const name of before.keys()) if (!names.has(name)) await sink.remove(name);
        for (const [name, bytes] of files) {
          if (before.get(name)?.equals(bytes)) continue;
          await sink.begin(name, BigInt(bytes.length));
          await sink.write(bytes);
          await sink.end();
        }
        await sink.arrange(undefined, {
          ...file('DCIM', { mode: 0o755, category: 'photos' }),
          kind: 'directory',
        });
        const link = { kind: 'symlink', linkTarget: Buffer.from('100APPLE/IMG_0001.HEIC') };
        await sink.arrange(undefined, { ...file('DCIM/newest'), ...link });
        for (const [name, , shown] of files) if (shown) await sink.arrange(name, shown);
        sink.leaveOut({ path: path('Keychain'), category: 'keychain', cause: 'iphone-not-encrypted' });
        await sink.commit(DRIVEN_SECRETS);
      },
      close: async () => {},
    },
  };
}
