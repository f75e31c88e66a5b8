import { AFC_STATUS } from '@holdfast/phones/codecs';
import { nameFromBytes } from '../../file-name.js';
import { AfcFailure } from './afc-failure.js';

/** iOS takes no longer paths (`PATH_MAX`). */
const LONGEST_PATH = 1024 * 4;

/** A path of the media partition: the names below its root. `.` and `..` are gone; no path leads out of the root. */
export function afcPath(bytes: Buffer): string[] {
  const end = bytes.indexOf(0);
  const text = end < 0 ? bytes : bytes.subarray(0, end);
  if (text.length > LONGEST_PATH) throw new AfcFailure(AFC_STATUS.invalidArgument);
  const below: string[] = [];
  for (const name of nameFromBytes(text).split('/')) {
    if (name === '..') below.pop();
    else if (name !== '' && name !== '.') below.push(name);
  }
  return below;
}

/** Two paths behind each other. */
export function twoPaths(bytes: Buffer): [string[], string[]] {
  const end = bytes.indexOf(0);
  if (end < 0) throw new AfcFailure(AFC_STATUS.invalidArgument);
  return [afcPath(bytes), afcPath(bytes.subarray(end + 1))];
}

/** The `index`th number (u64) of a request. */
export function field(content: Buffer, index: number): bigint {
  if (content.length < (index + 1) * 8) throw new AfcFailure(AFC_STATUS.invalidArgument);
  return content.readBigUInt64LE(index * 8);
}
