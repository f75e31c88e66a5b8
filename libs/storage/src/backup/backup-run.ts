import type { Entry, LeftOut } from '@holdfast/contracts';
import { CUT_BUFFER_BYTES } from '../chunking/cut-content.js';
import { ByteWriter } from '../format/byte-writer.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { BackupRequest } from '../repository/repository.js';
import { ProgressCounter } from './backup-progress.js';
import type { ChunkStore } from './chunk-store.js';
import { fileContent } from './content-row.js';
import type { Inherited } from './plan-segments.js';
import type { ReadContext } from './read-file.js';
import { readFile } from './read-file.js';
import { ReadJournal } from './read-journal.js';
import { contentKnown, isSourceFailure } from './run-backup.js';
import type { FileToRead, Staging } from './staging.js';

/** Files whose trouble is their own; any other cause of a source ends the run. */
const FILE_CAUSES: readonly string[] = ['vanished', 'permission-denied', 'unreadable'];
/** Names of what was left out that are kept for the person at the workstation; the snapshot holds them all. */
const MAX_LEFT_OUT_SHOWN = 10_000;

export interface RunParts {
  readonly state: OpenState;
  readonly request: BackupRequest;
  readonly staging: Staging;
  readonly store: ChunkStore;
  readonly inherited: Inherited;
}

/** Scan and reading of one backup. */
export class BackupRun {
  readonly leftOut: LeftOut[] = [];
  leftOutCount = 0;
  readBytes = 0;
  /** Category → bytes of changed files that do not compress: what an attack by encryption looks like. */
  readonly highEntropy = new Map<string, number>();
  readonly progress: ProgressCounter;
  readonly journal: ReadJournal;

  constructor(private readonly parts: RunParts) {
    this.progress = new ProgressCounter(parts.request);
    this.journal = new ReadJournal(parts.state.index, parts.state.keys, parts.request.phone);
  }

  /** Passes over the phone; a file that stands as the previous snapshot has it is not opened again. */
  async scan(): Promise<void> {
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
        if (files % 256 === 0) this.progress.found(files, bytes);
      }
    };
    for await (const entry of request.source.scan(scope, (left) => this.leaveOut(left))) {
      signal?.throwIfAborted();
      take(entry);
    }
    signal?.throwIfAborted();
    this.progress.phase('reading', { filesDone: 0, filesTotal: files, bytesDone: 0, bytesTotal: bytes });
  }

  async readFiles(): Promise<void> {
    const { state, request, staging, store } = this.parts;
    const context: ReadContext = {
      source: request.source,
      store,
      gear: state.keys.gearTable,
      buffer: Buffer.allocUnsafe(CUT_BUFFER_BYTES),
      signal: request.signal,
      onBytes: (bytes) => {
        this.readBytes += bytes;
        this.progress.bytes(bytes);
      },
    };
    for (const file of staging.filesToRead()) {
      request.signal?.throwIfAborted();
      await this.readOne(context, file);
      this.progress.fileDone();
    }
    await store.flush('data');
  }

  private async readOne(context: ReadContext, { id, entry, known, old }: FileToRead): Promise<void> {
    const { state, staging, store } = this.parts;
    this.progress.reading(entry.path);
    for (const content of [old, this.journal.find(entry)]) {
      if (content && (await contentKnown(state, store, content))) {
        staging.setContent(id, content, entry.size, entry.mtimeNs);
        return;
      }
    }
    try {
      const read = await readFile(context, entry);
      const content = fileContent(read.sha256, read.ids);
      staging.setContent(id, content, read.bytes, read.mtimeNs);
      if (read.changed)
        this.leaveOut({ path: entry.path, category: entry.category, cause: 'changed-while-read' });
      else if (read.bytes === entry.size && read.mtimeNs === entry.mtimeNs) this.journal.add(entry, content);
      if (known) {
        const before = this.highEntropy.get(entry.category) ?? 0;
        this.highEntropy.set(entry.category, before + read.highEntropyBytes);
      }
    } catch (error) {
      if (!isSourceFailure(error) || !FILE_CAUSES.includes(error.causeClass)) throw error;
      staging.drop(id);
      const cause = error.causeClass as LeftOut['cause'];
      this.leaveOut({ path: entry.path, category: entry.category, cause });
    }
  }

  private leaveOut(left: LeftOut): void {
    const path = new ByteWriter(64);
    for (const name of left.path) {
      const kept = name.subarray(0, 0xffff);
      path.u16(kept.length).raw(kept);
    }
    this.parts.staging.leaveOut(left, path.toBuffer());
    this.leftOutCount += 1;
    if (this.leftOut.length < MAX_LEFT_OUT_SHOWN) this.leftOut.push(left);
  }
}
