import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderLocation } from '../location/folder-location.js';
import { createRepository } from '../repository/create-repository.js';
import { openRepository } from '../repository/open-repository.js';
import type { OpenOptions } from '../repository/opening.js';
import type { Repository } from '../repository/repository.js';
import { newKeyPair } from '../crypto/key-pair.js';
import { folderSource } from './folder-source.js';
import { makePhone } from './folder-tree.js';

export interface SmallRepository {
  readonly phone: string;
  readonly stored: string;
  readonly repository: Repository;
  backup(now?: Date): ReturnType<Repository['backup']>;
  /** The same objects in another place. */
  copy(to: string): void;
  /** Opens a copy, with the work folder that lies beside it. */
  openCopy(to: string, more?: Partial<OpenOptions>): Promise<Repository>;
}

/** A real repository in a folder with one small phone, opened by a key so that no scrypt is waited for. */
export async function smallRepository(folder: string): Promise<SmallRepository> {
  const pair = newKeyPair();
  const [phone, stored] = [join(folder, 'phone'), join(folder, 'stored')];
  mkdirSync(phone);
  makePhone(phone);
  const unlock = { kind: 'key', privateKey: pair.privateKey } as const;
  const recipients = [
    { kind: 'key', name: 'service', publicKey: pair.publicKey },
    { kind: 'key', name: 'employee', publicKey: newKeyPair().publicKey },
  ] as const;
  const work = join(folder, 'work');
  const repository = await createRepository({
    location: folderLocation(stored),
    workFolder: work,
    recipients,
    unlock,
  });
  let clock = Date.UTC(2026, 0, 1);
  return {
    phone,
    stored,
    repository,
    backup: (now) =>
      repository.backup({
        source: folderSource(phone, { local: true }),
        scope: {},
        phone: 'p1',
        sourceName: 'folder:phone',
        now: () => now ?? new Date((clock += 60_000)),
      }),
    copy: (to) => cpSync(stored, join(to, 'stored'), { recursive: true }),
    openCopy: (to, more) =>
      openRepository({
        location: folderLocation(join(to, 'stored')),
        workFolder: join(to, 'work'),
        unlock,
        ...more,
      }),
  };
}
