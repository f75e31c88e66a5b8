import type { PhoneEntry } from '../../domains/phone-entry.js';
import { bytesOfName } from '../../file-name.js';
import type { IosPhoneState } from '../../phone-state.js';

const FORMATS = { file: 'S_IFREG', directory: 'S_IFDIR', symlink: 'S_IFLNK', socket: 'S_IFSOCK' } as const;
const BLOCK = 4096;
const NUL = Buffer.alloc(1);

/** What GET_FILE_INFO answers: names and values, each with a NUL behind it. Times are nanoseconds since 1970. */
export function fileInfo(entry: PhoneEntry): Buffer {
  const { size, mtimeNs, birthtimeNs, kind, linkTarget } = entry;
  return pairs([
    ['st_size', String(size)],
    ['st_blocks', String((size + 511n) / 512n)],
    ['st_nlink', kind === 'directory' ? '2' : '1'],
    ['st_ifmt', FORMATS[kind]],
    ['st_mtime', String(mtimeNs)],
    ['st_birthtime', String(birthtimeNs)],
    ...(linkTarget === undefined ? [] : [['LinkTarget', linkTarget] as const]),
  ]);
}

/** What GET_DEVINFO answers. */
export function deviceInfo({ values }: IosPhoneState): Buffer {
  const usage = (key: string): string => String(values.get('com.apple.disk_usage', key) ?? 0);
  return pairs([
    ['Model', values.text('ProductType')],
    ['FSTotalBytes', usage('TotalDataCapacity')],
    ['FSFreeBytes', usage('TotalDataAvailable')],
    ['FSBlockSize', String(BLOCK)],
  ]);
}

function pairs(list: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(list.flatMap(([name, value]) => [bytesOfName(name), NUL, bytesOfName(value), NUL]));
}
