import type { Category } from '@holdfast/contracts';
import { categoryOfExtension, EXTENSION_CATEGORIES } from './extension-table.js';
import { FOLDER_RULES, type FolderRule } from './folder-table.js';

const ELSEWHERE: FolderRule = { folder: '', category: 'other', decides: 'extension' };
const RULES: ReadonlyMap<string, FolderRule> = new Map(FOLDER_RULES.map((rule) => [rule.folder, rule]));
const DEEPEST = Math.max(...FOLDER_RULES.map((rule) => rule.folder.split('/').length));
/** How a mounted phone (MTP, jmtpfs, gvfs) calls its storage: one folder above what `adb` shows as /sdcard. */
const STORAGE_NAMES = new Set([
  'internal shared storage',
  'internal storage',
  'phone',
  'sd card',
  'sdcard',
  'card',
  'disk',
]);

/** What the categories say about one folder; made once a folder and handed down. */
export interface FolderKind {
  readonly rule: FolderRule;
  /** The folder below the storage's root in the table's spelling, or `undefined` once deeper than any rule. */
  readonly place: string | undefined;
}

export const ROOT_KIND: FolderKind = { rule: ELSEWHERE, place: '' };

/** The kind of the folder `name` in a folder of kind `parent`. */
export function folderKind(parent: FolderKind, name: Uint8Array): FolderKind {
  if (parent.place === undefined) return parent;
  const segment = Buffer.from(name).toString('latin1').toLowerCase();
  if (parent.place === '' && STORAGE_NAMES.has(segment)) return { rule: ELSEWHERE, place: '' };
  const place = parent.place === '' ? segment : `${parent.place}/${segment}`;
  const rule = RULES.get(place) ?? parent.rule;
  return { rule, place: place.split('/').length < DEEPEST ? place : undefined };
}

/** The category of the file `name` in a folder of kind `kind`. */
export function fileCategory(kind: FolderKind, name: Uint8Array): Category {
  const { category, decides } = kind.rule;
  if (decides === 'folder') return category;
  const own = categoryOfExtension(name);
  if (decides === 'extension') return own ?? category;
  return own === 'contacts' || own === 'calendar' ? own : category;
}

/**
 * The first of the `asked` categories that something in the folder or below it may have; `undefined` when none can,
 * so that the folder need not be listed at all.
 */
export function mayHold(kind: FolderKind, asked: readonly Category[]): Category | undefined {
  const possible = new Set<Category>(categoriesOf(kind.rule));
  if (kind.place !== undefined) {
    const below = kind.place === '' ? '' : `${kind.place}/`;
    for (const rule of FOLDER_RULES) {
      if (rule.folder.startsWith(below)) for (const category of categoriesOf(rule)) possible.add(category);
    }
  }
  return asked.find((category) => possible.has(category));
}

function categoriesOf(rule: FolderRule): readonly Category[] {
  if (rule.decides === 'folder') return [rule.category];
  if (rule.decides === 'folder-but-cards') return [rule.category, 'contacts', 'calendar'];
  return [rule.category, ...EXTENSION_CATEGORIES];
}
