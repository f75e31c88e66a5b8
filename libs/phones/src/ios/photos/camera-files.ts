import { SourceError } from '@holdfast/contracts/sources';
import type { AfcConnection } from '../afc/afc-connection.js';
import { AfcPool } from './afc-pool.js';
import { PHOTO_FOLDER } from './photo-path.js';
import { PhotoLister } from './photo-lister.js';

/** Something in the folder of the camera: the folder itself, one in it, or a file in one of these. */
export interface CameraFile {
  /** `100APPLE`. */
  readonly folder?: string;
  readonly file?: { readonly name: Uint8Array; readonly size: bigint; readonly mtimeNs: bigint };
}

/**
 * What the camera's folder of an iPhone holds, through AFC; nothing where there is none. Throws `SourceError`, also where the
 * phone shows only a part of it: whoever wants to put something there has to know.
 */
export async function* cameraFiles(openAfc: () => Promise<AfcConnection>): AsyncGenerator<CameraFile> {
  const pool = new AfcPool(openAfc);
  const lister = new PhotoLister(pool);
  try {
    let isThere = false;
    for await (const { kind } of lister.list([])) {
      if (kind !== 'directory') throw closed();
      isThere = true;
    }
    if (!isThere) return;
    yield {};
    for await (const { name, kind } of lister.list([PHOTO_FOLDER])) {
      // What is no name stands for nothing.
      if (name === undefined) continue;
      const folder = Buffer.from(name).toString('utf8');
      yield { folder };
      if (typeof kind === 'object') throw closed();
      if (kind === 'directory') yield* filesIn(lister, name, folder);
    }
  } finally {
    pool.close();
  }
}

async function* filesIn(lister: PhotoLister, at: Uint8Array, folder: string): AsyncGenerator<CameraFile> {
  for await (const { name, kind, size, mtimeNs } of lister.list([PHOTO_FOLDER, at])) {
    if (kind === 'file' && name !== undefined) yield { folder, file: { name, size, mtimeNs } };
  }
}

const closed = (): SourceError =>
  new SourceError(
    'permission-denied',
    'The iPhone does not show all of its camera folder, so that nothing can be put there safely. Unlock it, start it anew, and try again.',
  );
