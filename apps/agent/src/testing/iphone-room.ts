import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openPhone } from '@holdfast/phones';
import type { PhoneSession } from '@holdfast/phones';
import { startIosPhone } from '@holdfast/phone-simulator';
import type { IosPhone, IosPhoneOptions } from '@holdfast/phone-simulator';
import { createRepository, folderLocation, newKeyPair, pathText } from '@holdfast/storage';
import type { BackupResult, Repository } from '@holdfast/storage';
import { sealedContents } from '../iphone/sealed-contents.js';
import { withScratchFolder } from '../iphone/scratch-folder.js';
import { temporary } from './temporary.js';
import type { Temporary } from './temporary.js';

/** What came of one run. */
export interface Ran {
  readonly result: BackupResult | undefined;
  /** `SourceError` has a `causeClass`, `StorageError` a `code`. */
  readonly error: { readonly name: string; readonly causeClass?: string; readonly code?: string } | undefined;
}

export interface RunOptions {
  readonly reading?: 'whole' | 'photos';
  readonly password?: string;
  readonly full?: boolean;
  /** Its name in the repository. */
  readonly phone?: string;
}

const PHOTOS = 12;
export const photoName = (i: number): string => `DCIM/100APPLE/IMG_${String(i).padStart(4, '0')}.JPG`;

/** A small simulated iPhone, a repository in a folder, and the client between them as the agent puts them together. */
export class IphoneRoom {
  private constructor(
    readonly phone: IosPhone,
    readonly repository: Repository,
    readonly place: Temporary,
    /** Opens the repository. */
    readonly privateKey: Uint8Array,
  ) {}

  get root(): string {
    return this.place.at('phone');
  }

  /** Photos, an app's papers, a message's attachment, an empty file: 2 MB together. */
  static async make(options: Partial<IosPhoneOptions> = {}, photoBytes = 120_000): Promise<IphoneRoom> {
    const place = temporary();
    const files: [string, Buffer][] = [
      ...Array.from({ length: PHOTOS }, (_, i): [string, Buffer] => [photoName(i), randomBytes(photoBytes)]),
      ['AppDomain-com.example.notes/Documents/Été.txt', randomBytes(9_000)],
      ['AppDomain-com.example.notes/Documents/empty.txt', Buffer.alloc(0)],
      ['MediaDomain/Library/SMS/Attachments/0a/10/x/1.JPG', randomBytes(70_000)],
      ['HomeDomain/Library/Preferences/com.example.plist', randomBytes(400)],
    ];
    for (const [name, bytes] of files) put(place.at('phone', name), bytes);
    const phone = await startIosPhone({ root: place.at('phone'), ...options });
    const pair = newKeyPair();
    const repository = await createRepository({
      location: folderLocation(place.at('stored')),
      workFolder: place.at('work'),
      recipients: [{ kind: 'key', name: 'service', publicKey: pair.publicKey }],
      unlock: { kind: 'key', privateKey: pair.privateKey },
    });
    return new IphoneRoom(phone, repository, place, pair.privateKey);
  }

  open(signal?: AbortSignal): Promise<PhoneSession> {
    const options = {
      adbServer: '127.0.0.1:1',
      directAddresses: [],
      folders: [],
      adbKeyFile: this.place.at('no-key'),
      usbmuxd: this.phone.address,
    };
    return openPhone({ platform: 'ios', address: this.phone.udid }, options, signal);
  }

  async backUp({ reading = 'whole', password, full = false, phone }: RunOptions = {}): Promise<Ran> {
    try {
      const result = await withScratchFolder(this.place.at('scratch'), async (scratch) => {
        const session = await this.open();
        const freeBytes = (): Promise<bigint> => Promise.resolve(10n ** 12n);
        const options = { scratch, freeBytes, full, ...(password === undefined ? {} : { password }) };
        const source = reading === 'whole' ? session.whole!.source(options) : session.source;
        try {
          return await this.repository.backup({
            source,
            scope: reading === 'whole' ? {} : { categories: ['photos', 'videos'] },
            phone: phone ?? `ios:${session.identity.serial}`,
            sourceName: `ios:${session.identity.serial}`,
            now: () => new Date(),
            afterReading: () => session.confirmIdentity(),
          });
        } finally {
          await source.close();
          await session.close();
        }
      });
      return { result, error: undefined };
    } catch (error) {
      return { result: undefined, error: error as NonNullable<Ran['error']> };
    }
  }

  /** What is on the phone → digest, by the places where a snapshot shows it. */
  onPhone(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const [name, at] of filesBelow(this.root)) found[placeOf(name)] = digest(readFileSync(at));
    return found;
  }

  /** A snapshot restored: place → digest, without what the phone keeps for itself. */
  async restored(snapshotId: string): Promise<Record<string, string>> {
    const target = this.place.at('restored', randomBytes(4).toString('hex'));
    const sealed = await sealedContents(this.repository, snapshotId, undefined, new AbortController().signal);
    const { failed } = await this.repository.restore({
      snapshotId,
      target,
      ...(sealed ? { sealed } : {}),
    });
    if (failed.length > 0)
      throw new Error(`not restored: ${failed.map(({ path }) => pathText(path)).join()}`);
    const found: Record<string, string> = {};
    for (const [name, at] of filesBelow(target))
      if (!name.startsWith('Phone backup/') && !name.startsWith('Phone records/'))
        found[name] = digest(readFileSync(at));
    rmSync(target, { recursive: true });
    return found;
  }

  /** Everything that lies around the phone, the repository and the work folder, which must stay what it was. */
  around(): string[] {
    return readdirSync(this.place.root).sort();
  }

  /** What a run may leave nowhere: manifests in scratch, staged names in the work folder. */
  leftovers(): string[] {
    const work = readdirSync(this.place.at('work'), { recursive: true }).map(String);
    const scratch = readdirSync(this.place.at('scratch'), { recursive: true }).map(String);
    return [...scratch, ...work.filter((name) => name.includes('staging') || name.endsWith('.open'))];
  }

  async close(): Promise<void> {
    await this.repository.close();
    await this.phone.close();
    this.place.remove();
  }
}

export function put(at: string, bytes: Uint8Array): void {
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, bytes);
}

export const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function filesBelow(root: string): [string, string][] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => {
      const at = join(entry.parentPath, entry.name);
      return [at.slice(root.length + 1), at];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** See "Where things are" in docs/phones.md. */
function placeOf(name: string): string {
  const rules: [string, string][] = [
    ['AppDomain-', 'Apps/'],
    ['MediaDomain/Library/SMS/Attachments/', 'Messages/Attachments/'],
    ['HomeDomain/', 'System/HomeDomain/'],
  ];
  const rule = rules.find(([from]) => name.startsWith(from));
  return rule ? rule[1] + name.slice(rule[0].length) : name;
}
