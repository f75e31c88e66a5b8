import type { Category } from '@holdfast/contracts';
import { CATEGORIES } from '@holdfast/contracts/sources';
import { usage } from '../faults/fault.js';

/** Parses `--categories photos,videos`; each must be one of the closed list. */
export function parseCategories(text: string): readonly Category[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = names.find((name) => !(CATEGORIES as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw usage(`"${unknown}" is not a category.`, `Categories: ${CATEGORIES.join(', ')}.`);
  if (names.length === 0) throw usage('--categories is empty.', `Categories: ${CATEGORIES.join(', ')}.`);
  return [...new Set(names)] as Category[];
}
