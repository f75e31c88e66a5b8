import type { Selection, SnapshotEntry } from '@holdfast/storage';
import { withoutPhoneStore } from '../iphone/without-phone-store.js';

/** Files that any phone can use as they are. */
const FILES: readonly string[] = ['photos', 'videos', 'music', 'documents', 'downloads', 'recordings'];
/** What an iPhone's databases are made into (docs/phone-records.md), and the pictures that came with messages. */
const READ_ANYWHERE: readonly string[] = ['Phone records', 'Messages/Attachments'];

/**
 * Of an iPhone's snapshot what an Android phone can use: pictures, documents and the like, and its records in standard
 * formats. Databases, settings and the files of its apps stay in the repository.
 */
export function acrossPlatforms(select?: Selection): Selection {
  return withoutPhoneStore(narrowed(select));
}

function narrowed(select: Selection | undefined): Selection {
  return {
    takes: (entry) => isUsable(entry) && (select?.takes(entry) ?? true),
    below: (name) => {
      if (!select) return narrowed(undefined);
      const inner = select.below(name);
      return inner && narrowed(inner);
    },
  };
}

function isUsable({ kind, path, category }: SnapshotEntry): boolean {
  if (kind !== 'file') return false;
  if (FILES.includes(category)) return true;
  const text = Buffer.concat(path.flatMap((name) => [Buffer.from(name), Buffer.from('/')])).toString('utf8');
  return READ_ANYWHERE.some((folder) => text.startsWith(`${folder}/`));
}
