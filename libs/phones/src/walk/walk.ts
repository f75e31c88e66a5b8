import type { Category, Entry, LeftOut, Scope } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { fileCategory, folderKind, mayHold, ROOT_KIND, type FolderKind } from '../categories/category-of.js';
import { isEntryName } from './entry-name.js';
import type { Found, Lister, Path } from './lister.js';

/** A folder on the way: its entry is yielded late, before the first thing kept in it, when the scope is narrowed. */
interface Folder {
  readonly path: Path;
  readonly kind: FolderKind;
  readonly parent: Folder | undefined;
  due: Entry | undefined;
}

/**
 * Walks a source depth first with a list of its own, so that depth costs no stack. Parents come before children
 * and each path once. With all categories asked for every folder is kept, empty ones too; with some, only folders
 * that hold something kept, and folders that cannot hold any (chats, app data) are never listed.
 * Memory: the folders still to visit, and the names of the one folder being listed (about 70 bytes each).
 */
export async function* walk(
  lister: Lister,
  scope: Scope,
  report: (left: LeftOut) => void,
): AsyncGenerator<Entry> {
  const asked = scope.categories;
  const pending: Folder[] = [{ path: [], kind: ROOT_KIND, parent: undefined, due: undefined }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const seen = new Set<string>();
    const below: Folder[] = [];
    const leave = (path: Path, category: Category, cause: LeftOut['cause']): void => {
      if (asked === undefined || asked.includes(category)) report({ path, category, cause });
    };
    try {
      for await (const found of lister.list(folder.path)) {
        if (scope.signal?.aborted === true) throw new SourceError('cancelled', 'The scan was stopped.');
        const { name } = found;
        if (!isEntryName(name) || seen.has(latin1(name))) {
          // A refused name is not repeated: what is left out is told with the folder that lists it.
          leave(
            folder.path,
            asked === undefined ? folder.kind.rule.category : askedHere(folder, asked),
            'name-refused',
          );
          continue;
        }
        seen.add(latin1(name));
        const path = [...folder.path, name];
        if (found.kind === 'directory') {
          const kind = folderKind(folder.kind, name);
          if (asked !== undefined && mayHold(kind, asked) === undefined) continue;
          const entry = entryOf(found, 'directory', path, kind.rule.category);
          below.push({ path, kind, parent: folder, due: asked === undefined ? undefined : entry });
          if (asked === undefined) yield entry;
          continue;
        }
        const category = fileCategory(folder.kind, name);
        if (asked !== undefined && !asked.includes(category)) continue;
        if (typeof found.kind === 'object') {
          leave(path, category, found.kind.leftOut);
          continue;
        }
        const linkTarget = found.kind === 'symlink' ? await lister.readLink(path) : undefined;
        if (found.kind === 'symlink' && linkTarget === undefined) {
          leave(path, category, 'unreadable');
          continue;
        }
        yield* due(folder);
        yield {
          ...entryOf(found, found.kind, path, category),
          ...(linkTarget === undefined ? {} : { linkTarget }),
        };
      }
    } catch (error) {
      if (!concernsOneFolder(error) || folder.parent === undefined) throw error;
      const category = asked === undefined ? folder.kind.rule.category : askedHere(folder, asked);
      leave(folder.path, category, error.causeClass);
    }
    for (const next of below.reverse()) pending.push(next);
  }
}

/** The folders above something kept that were not yielded yet, outermost first. */
function* due(folder: Folder): Generator<Entry> {
  const chain: Entry[] = [];
  for (let at: Folder | undefined = folder; at?.due !== undefined; at = at.parent) {
    chain.push(at.due);
    at.due = undefined;
  }
  yield* chain.reverse();
}

/** Under which of the categories asked for a folder's own trouble is told. */
function askedHere(folder: Folder, asked: readonly Category[]): Category {
  const own = folder.kind.rule.category;
  return asked.includes(own) ? own : (mayHold(folder.kind, asked) ?? own);
}

function entryOf(found: Found, kind: Entry['kind'], path: Path, category: Category): Entry {
  const { size, mtimeNs, mode, ref, localPath } = found;
  const where = localPath === undefined ? {} : { localPath };
  return {
    path,
    kind,
    size: kind === 'file' ? size : 0n,
    mtimeNs,
    mode: mode & 0o7777,
    category,
    ref,
    ...where,
  };
}

function concernsOneFolder(error: unknown): error is SourceError {
  return (
    error instanceof SourceError && ['permission-denied', 'vanished', 'unreadable'].includes(error.causeClass)
  );
}

function latin1(name: Uint8Array): string {
  return Buffer.from(name.buffer, name.byteOffset, name.byteLength).toString('latin1');
}
