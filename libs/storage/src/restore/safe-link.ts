import { holdableName } from './holdable-name.js';

/**
 * True for a link that stays below the folder it is restored into: relative, and never above the top on its way.
 * @param folder how many folders lie between the top and the link
 */
export function isSafeLink(target: Buffer, folder: number): boolean {
  if (target.length === 0 || target.includes(0) || target[0] === 0x2f) return false;
  let depth = folder;
  for (const part of target.toString('latin1').split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') depth -= 1;
    else if (holdableName(Buffer.from(part, 'latin1'), 'linux')) depth += 1;
    if (depth < 0) return false;
  }
  return true;
}
