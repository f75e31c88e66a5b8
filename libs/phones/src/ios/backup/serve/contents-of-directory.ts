import type { StagedItem } from '@holdfast/contracts';
import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import { REFUSED, Refusal } from '../store/refusal.js';
import { devicePath } from './device-path.js';
import { answered, type Handler } from './handler.js';

/** An answer is one message; a phone spreads a million files over 256 folders. */
const MOST_NAMES = 250_000;
const TYPES = { file: 'DLFileTypeRegular', directory: 'DLFileTypeDirectory' } as const;

/** `DLContentsOfDirectory path` → `{name: {DLFileType, DLFileSize, DLFileModificationDate}}`; empty where there is none. */
export const contentsOfDirectory: Handler = (serving, [path]) =>
  answered(serving, async () => {
    const items = await serving.store.list(devicePath(path, serving.owners));
    if (items.length > MOST_NAMES) throw new Refusal(REFUSED.io, 'Too many files in one directory');
    const contents: Record<string, PlistValue> = Object.create(null) as Record<string, PlistValue>;
    for (const item of items) contents[item.name] = described(item);
    return contents;
  });

function described({ kind, size, mtimeNs }: StagedItem): PlistValue {
  return {
    DLFileType: TYPES[kind],
    DLFileSize: size,
    DLFileModificationDate: new Date(Number(mtimeNs / 1_000_000n)),
  };
}
