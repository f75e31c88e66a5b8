// The two phones whose snapshots the golden repositories hold, version by version. Never changed once a format is
// released: a golden repository is continued from what this says.
import { database, lines, noise } from './golden-contents.mjs';

const SECOND = 1_000_000_000n;
/** 2025-06-01, and nanoseconds that no double of seconds can hold. */
const T0 = 1_748_736_000n * SECOND + 123_456_789n;
const bytes = (name) => (typeof name === 'string' ? Buffer.from(name) : name);

/** Collects entries, parents before children; files from `touchedFrom` bytes on get times a second later. */
class Phone {
  entries = [];
  leftOut = [];
  contents = new Map();

  constructor(touchedFrom) {
    this.touchedFrom = touchedFrom;
  }

  folder(path, mode, ns = 0n) {
    this.#add(path, 'directory', 0n, T0 + ns, mode, 'other');
  }

  file(path, content, { mode, ns = 0n, category = 'documents', mtimeNs } = {}) {
    const time = (mtimeNs ?? T0 + ns) + (content.length >= this.touchedFrom ? SECOND : 0n);
    this.contents.set(this.#add(path, 'file', BigInt(content.length), time, mode, category), content);
  }

  link(path, target) {
    this.#add(path, 'symlink', 0n, T0, undefined, 'other', { linkTarget: bytes(target) });
  }

  lost(path, category, cause) {
    this.leftOut.push({ path: path.map(bytes), category, cause });
  }

  source() {
    const { entries, leftOut, contents } = this;
    return {
      async *scan(_scope, tell) {
        for (const left of leftOut) tell(left);
        yield* entries;
      },
      async *open({ ref }) {
        yield contents.get(ref);
      },
      close: async () => {},
    };
  }

  #add(path, kind, size, mtimeNs, mode, category, more = {}) {
    const ref = `${this.entries.length}`;
    const known = mode === undefined ? {} : { mode };
    this.entries.push({ path: path.map(bytes), kind, size, mtimeNs, category, ref, ...known, ...more });
    return ref;
  }
}

/** Names that a text cannot hold, or that a terminal must not see as they are. */
const HOSTILE = [
  Buffer.from([0xff, 0xfe, 0x41]),
  Buffer.from('new\nline'),
  Buffer.from('\u202egpj.exe'),
  Buffer.from('\x1b[31mred'),
  Buffer.from('Größe 写真 🐟'),
  Buffer.alloc(255, 0x78),
];

/** A phone seen as a folder, with modes and links of every sort. */
function folderPhone(version, phone) {
  phone.folder(['DCIM'], 0o755, 1n);
  phone.file(['DCIM', 'long.mp4'], lines('long.mp4', 9_000_000), { mode: 0o644, category: 'videos' });
  if (version === 1)
    phone.file(['DCIM', 'deleted later.jpg'], noise('deleted', 700_000), { category: 'photos' });
  phone.file(['DCIM', 'kept.jpg'], noise('kept', 40_000), { mode: 0o640, ns: 7n, category: 'photos' });
  phone.folder(['Documents'], 0o750, 999_999_999n);
  phone.file(['Documents', 'app.db'], database(70, version === 1 ? [] : [3, 41]), {
    mode: 0o600,
    ns: version === 1 ? 1n : 2n,
  });
  phone.folder(['Documents', 'empty'], 0o700, 5n);
  for (const size of [0, 1, 16_383, 16_384, 262_144, 262_145])
    phone.file(['Documents', `exactly ${size}`], lines(`exactly ${size}`, size), {
      mode: 0o644,
      ns: BigInt(size),
    });
  phone.link(['Documents', 'link to a note'], 'notes/note 1.txt');
  phone.link(['Documents', 'link to nothing'], '../gone');
  phone.link(['Documents', 'link to outside'], '/etc/hostname');
  phone.folder(['Documents', 'notes'], 0o755);
  for (let i = 0; i < 12 + version; i++)
    phone.file(['Documents', 'notes', `note ${i}.txt`], Buffer.from(`note ${i}\n`.repeat(i + 1)), {
      ns: BigInt(i),
    });
  phone.file(['Documents', 'notes', 'version.txt'], Buffer.from(`version ${version}`), {
    ns: BigInt(version),
  });
  phone.folder(['Many'], 0o755);
  for (let i = 0; i < 700; i++) {
    const name = `${String(i).padStart(4, '0')} of many files in one folder, so that it is cut into tree chunks`;
    phone.file(['Many', name], Buffer.from(`${i}`), { ns: BigInt(i) });
  }
  phone.folder(['Names'], 0o755);
  for (const name of HOSTILE) phone.file(['Names', name], name);
  phone.lost(['DCIM', 'locked.jpg'], 'photos', 'permission-denied');
  phone.lost([Buffer.from([0xff]), 'gone'], 'other', 'vanished');
}

/** A phone that says no modes; shares its video with the other one. */
function androidPhone(version, phone) {
  phone.folder(['Movies']);
  phone.file(['Movies', 'the same.mp4'], lines('long.mp4', 9_000_000), { category: 'videos' });
  phone.file(['before 1970'], Buffer.from('old'), { mtimeNs: -SECOND - 1n });
  phone.link(['link'], 'Movies/the same.mp4');
  // Bundles end with a folder that brings 64 KiB, not with a smaller one, and at 1 MiB at the latest.
  for (const [folder, files] of Object.entries({
    'a few': 3,
    'many more': 90,
    more: 8,
    'some more': 8,
    'the last': 2,
  })) {
    phone.folder([folder]);
    for (let i = 0; i < files; i++)
      phone.file([folder, `${i}.txt`], lines(folder, 12_000 + i), { category: 'notes' });
  }
  const deep = [];
  for (let i = 0; i < 40; i++) {
    deep.push(`${i}`);
    phone.folder(deep);
  }
  phone.file([...deep, 'at the bottom'], Buffer.from('deep'));
  for (let i = version; i < version + 3; i++)
    phone.file([`photo ${i}.jpg`], noise(`android ${i}`, 20_000 + i), { ns: BigInt(i), category: 'photos' });
}

const PHONES = {
  folder: { sourceName: 'folder:/media/phone', fill: folderPhone },
  android: { sourceName: 'android:0123456789ABCDEF', fill: androidPhone },
};

/**
 * What a backup of one version asks for, but for its clock. `touchedFrom`: files of so many bytes and more have new times,
 * so that they are read again though none has changed.
 */
export function goldenPhone(phone, version, { touchedFrom = Infinity } = {}) {
  const { sourceName, fill } = PHONES[phone];
  const made = new Phone(touchedFrom);
  fill(version, made);
  return { phone, sourceName, scope: {}, policyVersion: version, source: made.source() };
}
