import type { InventoryRefusal } from '@holdfast/contracts';
import type { ReadRow } from './read-file.js';

/** A phone as a row tells of it, before it is known whose it is. */
export interface ToldPhone {
  readonly line: number;
  /** Empty: the source does not say. */
  readonly deviceId: string;
  /** In lower case, the best first; one at least. */
  readonly addresses: readonly string[];
  readonly platform: 'android' | 'ios';
  readonly model: string | null;
  readonly osVersion: string | null;
  readonly ownership: 'company' | 'personal' | null;
}

export type CheckedRow =
  ToldPhone | { readonly line: number; readonly reason: InventoryRefusal } | { readonly notPhone: true };

const MOST_MODEL = 120;

/** One line without control characters and bidi marks. */
const tidy = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const addressesOf = (cells: readonly string[]): string[] => {
  const found = cells
    .flatMap((cell) =>
      tidy(cell)
        .normalize('NFC')
        .toLowerCase()
        .split(/[,;\s]+/),
    )
    .filter((one) => /^[^@]+@[^@]+$/.test(one) && one.length <= 254);
  return [...new Set(found)].slice(0, 5);
};

const NO_PHONE =
  /ipad|ipod|apple ?tv|watch|windows|mac ?os|macbook|imac|linux|chrome|tvos|visionos|vision pro/;

/** Undefined: it does not say. An iPhone is known by its model too, where a list is of Apple's devices only. */
const platformOf = (platform: string, model: string): 'android' | 'ios' | 'none' | undefined => {
  const [said, named] = [platform.toLowerCase(), model.toLowerCase()];
  if (NO_PHONE.test(said) || NO_PHONE.test(named)) return 'none';
  if (said.includes('android')) return 'android';
  return /\bios\b|iphone/.test(said) || named.includes('iphone') ? 'ios' : undefined;
};

/** `17.1.2` of `iOS 17.1.2`, `14` of `14.0`. */
const versionOf = (text: string): string | null =>
  /\d{1,4}(?:\.\d{1,4}){0,4}/.exec(text)?.[0].replace(/(?:\.0+)+$/, '') ?? null;

const ownershipOf = (text: string): ToldPhone['ownership'] => {
  if (/personal|byo|^user/i.test(text)) return 'personal';
  return /company|corporate|institution/i.test(text) ? 'company' : null;
};

/** A row as a phone, or why it is none. */
export const checkRow = ({ line, cells }: ReadRow): CheckedRow => {
  if (!cells) return { line, reason: 'columns' };
  const model = [...tidy(cells.model)].slice(0, MOST_MODEL).join('');
  const platform = platformOf(tidy(cells.platform), model);
  if (platform === 'none') return { notPhone: true };
  if (platform === undefined) return { line, reason: 'platform' };
  const addresses = addressesOf(cells.addresses);
  if (addresses.length === 0) return { line, reason: 'person' };
  return {
    line,
    deviceId: tidy(cells.deviceId).slice(0, 200),
    addresses,
    platform,
    model: model === '' ? null : model,
    osVersion: versionOf(cells.osVersion),
    ownership: ownershipOf(tidy(cells.ownership)),
  };
};
