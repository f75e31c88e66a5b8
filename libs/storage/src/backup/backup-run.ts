import type { Category, Entry, LeftOut, PhoneSecrets, PullSource } from '@holdfast/contracts';
import { ByteWriter } from '../format/byte-writer.js';
import type { FileRead } from '../pipeline/messages.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { BackupRequest } from '../repository/repository.js';
import type { OpenedSnapshot } from '../snapshots/snapshot-list.js';
import type { FileContent } from '../tree/file-content.js';
import { encodeContent } from '../tree/file-content.js';
import { IdListWriter, NO_IDS } from '../tree/id-list.js';
import { ProgressCounter } from './backup-progress.js';
import type { Inherited } from './plan-segments.js';
import { ReadJournal } from './read-journal.js';
import type { FileToRead, Staging } from './staging.js';
import type { TreeStore } from './tree-store.js';

/** Bytes that a file of unknown size is reckoned with. */
const UNKNOWN_SIZE = 1024 * 1024;
/** Names of what was left out that are kept for the person at the workstation; the snapshot holds them all. */
const MAX_LEFT_OUT_SHOWN = 10_000;

export interface RunParts {
  readonly state: OpenState;
  readonly request: BackupRequest;
  readonly staging: Staging;
  readonly trees: TreeStore;
  readonly inherited: Inherited;
  readonly previous: OpenedSnapshot | undefined;
}

/** What one backup finds out: the scan, what became of each file, and what was left out. */
export class BackupRun {
  readonly leftOut: LeftOut[] = [];
  leftOutCount = 0;
  readBytes = 0;
  /** Bytes that the scan found to be read. */
  bytesToRead = 0;
  /** Category → bytes of changed files that do not compress: what an attack by encryption looks like. */
  readonly highEntropy = new Map<string, number>();
  /** Of a phone that drives its own backup: what opens what it sealed itself. */
  secrets: PhoneSecrets | undefined;
  readonly progress: ProgressCounter;
  readonly journal: ReadJournal;

  constructor(private readonly parts: RunParts) {
    this.progress = new ProgressCounter(parts.request);
    const { keys, paths } = parts.state;
    this.journal = new ReadJournal(keys, paths.folder, parts.request.phone, parts.staging);
  }

  /** Passes over the phone; a file that stands as the previous snapshot has it is not opened again. */
  async scan(source: PullSource): Promise<void> {
    const { request, staging, inherited } = this.parts;
    this.progress.phase('scanning');
    const { signal } = request;
    const scope = signal ? { ...request.scope, signal } : request.scope;
    let files = 0;
    let bytes = 0;
    const take = (entry: Entry): void => {
      const known = staging.add(entry, inherited.whole);
      if (!known) this.leaveOut({ path: entry.path, category: entry.category, cause: 'name-refused' });
      else if (entry.kind === 'file') {
        files += 1;
        bytes += Number(entry.size);
        if (known === 'to read') this.bytesToRead += entry.sizeUnknown ? UNKNOWN_SIZE : Number(entry.size);
        if (files % 256 === 0) this.progress.found(files, bytes);
      }
    };
    for await (const entry of source.scan(scope, (left) => this.leaveOut(left))) {
      signal?.throwIfAborted();
      take(entry);
    }
    signal?.throwIfAborted();
    staging.keepSeen();
    this.progress.phase('reading', { filesDone: 0, filesTotal: files, bytesDone: 0, bytesTotal: bytes });
  }

  /** One file as a thread has read it; its chunks are sealed, and stored before the snapshot names them. */
  async fileRead({ id, entry, known }: FileToRead, read: FileRead): Promise<void> {
    const content = encodeContent(await this.contentOf(read));
    const mtimeNs = read.mtimeNs ?? entry.mtimeNs;
    this.parts.staging.setContent(id, content, BigInt(read.bytes), mtimeNs);
    if (id < 0) this.parts.staging.setEntropy(id, read.highEntropyBytes);
    else if (read.changed)
      this.leaveOut({ path: entry.path, category: entry.category, cause: 'changed-while-read' });
    else if (BigInt(read.bytes) === entry.size && mtimeNs === entry.mtimeNs) this.journal.add(entry, content);
    if (known) this.noteHighEntropy(entry.category, read.highEntropyBytes);
    this.progress.fileDone();
  }

  /** Of a file that changed. */
  noteHighEntropy(category: Category, bytes: number): void {
    this.highEntropy.set(category, (this.highEntropy.get(category) ?? 0) + bytes);
  }

  bytesRead(bytes: number): void {
    this.readBytes += bytes;
    this.progress.bytes(bytes);
  }

  leaveOut(left: LeftOut): void {
    const path = new ByteWriter(64);
    for (const name of left.path) {
      const kept = name.subarray(0, 0xffff);
      path.u16(kept.length).raw(kept);
    }
    this.parts.staging.leaveOut(left, path.toBuffer());
    this.leftOutCount += 1;
    if (this.leftOut.length < MAX_LEFT_OUT_SHOWN) this.leftOut.push(left);
  }

  private async contentOf({ ids, bundle }: FileRead): Promise<FileContent> {
    if (bundle) return { ids: NO_IDS, bundle: { id: Buffer.from(bundle.id), offset: bundle.offset } };
    const list = new IdListWriter(this.parts.trees.put);
    for (let at = 0; at < ids.length; at += 32) await list.add(Buffer.from(ids.subarray(at, at + 32)));
    return { ids: await list.finish() };
  }
}
