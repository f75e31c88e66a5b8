import { isDots, isEntryName } from '../../walk/entry-name.js';
import type { Found, Lister, Path } from '../../walk/lister.js';
import type { AfcConnection } from '../afc/afc-connection.js';
import { afcInfoOf, splitNames, type AfcInfo } from '../afc/afc-info.js';
import { AFC } from '../../codecs/ios/afc-packet.js';
import { AFC_STATUS } from '../../codecs/ios/afc-status.js';
import { AfcRefusal } from '../afc/afc-refusal.js';
import type { AfcPool } from './afc-pool.js';
import { LONGEST_PATH, PHOTO_FOLDER, photoPath } from './photo-path.js';

/** Names that are asked about before the first of them is answered; their answers fit into what waits unread. */
const AT_ONCE = 128;
const SLASH = Buffer.from('/');
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;

/** Lists the photos of an iPhone through AFC: of its root the one folder `DCIM`, and all below it. */
export class PhotoLister implements Lister {
  constructor(private readonly pool: AfcPool) {}

  async *list(folder: Path): AsyncGenerator<Found> {
    const path = photoPath(folder);
    const afc = await this.pool.take();
    try {
      let names: Buffer[] = [];
      for (const name of folder.length === 0 ? [PHOTO_FOLDER] : await namesOf(afc, path)) {
        names.push(name);
        if (names.length < AT_ONCE) continue;
        yield* await look(afc, folder, names);
        names = [];
      }
      yield* await look(afc, folder, names);
    } finally {
      this.pool.giveBack(afc);
    }
  }

  async readLink(link: Path): Promise<Uint8Array | undefined> {
    return this.pool.use(async (afc) => {
      const [info] = await infosOf(afc, [photoPath(link)]);
      return typeof info === 'object' ? info.linkTarget : undefined;
    });
  }
}

/** The names in a folder, each once `.` and `..`, which any further time are hostile names. */
async function namesOf(afc: AfcConnection, path: Uint8Array): Promise<Iterable<Buffer>> {
  await afc.send(AFC.READ_DIR, [], path);
  const content = await afc.answer();
  return withoutDots(splitNames(content));
}

function* withoutDots(names: Iterable<Buffer>): Generator<Buffer> {
  const dots = new Set<string>();
  for (const name of names) {
    const text = isDots(name) ? name.toString('latin1') : undefined;
    if (text === undefined || dots.has(text)) yield name;
    else dots.add(text);
  }
}

async function look(afc: AfcConnection, folder: Path, names: readonly Buffer[]): Promise<Found[]> {
  const below = photoPath(folder);
  const paths = names.map((name) => Buffer.concat([below, SLASH, name]));
  // What is no name is not asked about: it would be another path.
  const isAskable = (name: Buffer, index: number): boolean =>
    isEntryName(name) && (paths[index]?.length ?? 0) <= LONGEST_PATH;
  const infos = await infosOf(
    afc,
    paths.filter((_, index) => isAskable(names[index]!, index)),
  );
  const answers = infos.values();
  const found: Found[] = [];
  for (const [index, name] of names.entries()) {
    const info = isAskable(name, index) ? answers.next().value : undefined;
    // A phone without any picture has no folder for them.
    if (folder.length === 0 && info === 'vanished') continue;
    found.push(foundOf(Buffer.from(name), info ?? 'unreadable'));
  }
  return found;
}

/** What each path is, or why that cannot be told. */
export async function infosOf(
  afc: AfcConnection,
  paths: readonly Uint8Array[],
): Promise<(AfcInfo | 'vanished' | 'permission-denied' | 'unreadable')[]> {
  const infos: (AfcInfo | 'vanished' | 'permission-denied' | 'unreadable')[] = [];
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const some = paths.slice(at, at + AT_ONCE);
    await afc.sendAll(AFC.GET_FILE_INFO, some);
    for (let left = some.length; left > 0; left -= 1) {
      try {
        infos.push(afcInfoOf(await afc.answer()));
      } catch (error) {
        if (!(error instanceof AfcRefusal)) throw error;
        infos.push(causeOf(error.status));
      }
    }
  }
  return infos;
}

function causeOf(status: number): 'vanished' | 'permission-denied' | 'unreadable' {
  if (status === AFC_STATUS.notFound) return 'vanished';
  return status === AFC_STATUS.denied ? 'permission-denied' : 'unreadable';
}

function foundOf(name: Uint8Array, info: Awaited<ReturnType<typeof infosOf>>[number]): Found {
  if (typeof info === 'string')
    return { name, kind: { leftOut: info }, size: 0n, mtimeNs: 0n, mode: 0, ref: '' };
  const { kind, size, mtimeNs, birth } = info;
  const mode = kind === 'directory' ? FOLDER_MODE : FILE_MODE;
  return {
    name,
    kind: kind === 'other' ? { leftOut: 'unreadable' } : kind,
    size: size < 0n ? 0n : size,
    mtimeNs,
    mode,
    ref: birth,
  };
}
