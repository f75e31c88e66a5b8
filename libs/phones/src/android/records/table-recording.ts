import type { CauseClass, Entry } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import type { ContentShell } from './content/content-shell.js';
import { fingerprintedTime } from './fingerprint.js';
import { inPieces } from './formats/in-pieces.js';
import type { RecordKind } from './record-kind.js';
import { recordEntry, type Recording } from './recording.js';
import { RecordTables, type KeptRoom, type Surveyed } from './record-tables.js';

const ATTACHED = 'attached/';

/** A category whose records are tables of the phone's content providers. */
export class TableRecording implements Recording {
  private readonly tables: RecordTables;
  private surveyed: Promise<Surveyed> | undefined;

  constructor(
    private readonly shell: ContentShell,
    private readonly kind: RecordKind,
    room: KeptRoom,
    signal?: AbortSignal,
  ) {
    this.tables = new RecordTables(shell, kind, room, signal);
  }

  get folder(): string {
    return this.kind.folder;
  }

  async *scan(leave: (cause: CauseClass) => void): AsyncGenerator<Entry> {
    const { category, folder, files, attachments } = this.kind;
    this.surveyed = this.tables.survey(leave);
    const { seconds, fingerprint } = await this.surveyed;
    const records = Object.entries(this.kind.tables).filter(([, use]) => use.records);
    if (this.tables.unreadRows > 0) leave('unreadable');
    if (this.tables.count(...records.map(([name]) => name)) === 0) return;
    yield recordEntry({ category, path: [folder] });
    const mtimeNs = fingerprintedTime(seconds, fingerprint);
    for (const { name } of files)
      yield recordEntry({ category, path: [folder, name], file: { name, mtimeNs } });
    let first = true;
    for await (const one of attachments?.list(this.tables) ?? []) {
      const path = [folder, attachments?.folder ?? ''];
      if (first) yield recordEntry({ category, path });
      first = false;
      const time = fingerprintedTime(one.seconds, one.fingerprint);
      const file = { name: `${ATTACHED}${one.uri}`, mtimeNs: time };
      yield recordEntry({ category, path: [...path, one.name], file });
    }
  }

  async *open(name: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    if (name.startsWith(ATTACHED)) {
      yield* this.shell.read(name.slice(ATTACHED.length), signal);
      return;
    }
    const file = this.kind.files.find((one) => one.name === name);
    if (file === undefined) throw new SourceError('unreadable', 'This file is not one of the phone.');
    this.surveyed ??= this.tables.survey(() => undefined);
    await this.surveyed;
    for await (const piece of inPieces(file.render(this.tables))) {
      if (signal?.aborted === true) throw new SourceError('cancelled', 'Reading was stopped.');
      yield piece;
    }
  }
}
