import type { CauseClass, Entry } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import type { ContentShell } from './content/content-shell.js';
import { fingerprintedTime } from '../../records/fingerprint.js';
import { inPieces } from '../../records/formats/in-pieces.js';
import type { RecordKind } from './record-kind.js';
import { recordEntry, type Recording } from './recording.js';
import { RecordTables } from './record-tables.js';
import { survey, type KeptRoom, type Survey } from './survey.js';

const ATTACHED = 'attached/';

/** A category whose records are tables of the phone's content providers. */
export class TableRecording implements Recording {
  private surveyed: Promise<Survey> | undefined;

  constructor(
    private readonly shell: ContentShell,
    private readonly kind: RecordKind,
    private readonly room: KeptRoom,
  ) {}

  get folder(): string {
    return this.kind.folder;
  }

  async look(signal?: AbortSignal): Promise<readonly CauseClass[]> {
    return (await this.survey(signal)).leftOut;
  }

  async *entries(signal?: AbortSignal): AsyncGenerator<Entry> {
    const { category, folder, files, attachments } = this.kind;
    const { seconds, fingerprint, learnt } = await this.survey(signal);
    const tables = new RecordTables(this.shell, this.kind, learnt, signal);
    const records = Object.entries(this.kind.tables).filter(([, use]) => use.records);
    if (tables.count(...records.map(([name]) => name)) === 0) return;
    yield recordEntry({ category, path: [folder] });
    const mtimeNs = fingerprintedTime(seconds, fingerprint);
    for (const { name } of files)
      yield recordEntry({ category, path: [folder, name], file: { name, mtimeNs } });
    let first = true;
    for await (const one of attachments?.list(tables) ?? []) {
      const path = [folder, attachments?.folder ?? ''];
      if (first) yield recordEntry({ category, path });
      first = false;
      const time = fingerprintedTime(one.seconds, one.fingerprint);
      const file = { name: `${ATTACHED}${one.uri}`, mtimeNs: time };
      yield recordEntry({ category, path: [...path, one.name], file });
    }
  }

  async *open(name: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    if (name.startsWith(ATTACHED)) return yield* this.shell.read(name.slice(ATTACHED.length), signal);
    const file = this.kind.files.find((one) => one.name === name);
    if (file === undefined) throw new SourceError('unreadable', 'This file is not one of the phone.');
    const { learnt } = await this.survey(signal);
    const tables = new RecordTables(this.shell, this.kind, learnt, signal);
    for await (const piece of inPieces(file.render(tables))) {
      if (signal?.aborted === true) throw new SourceError('cancelled', 'Reading was stopped.');
      yield piece;
    }
  }

  private survey(signal?: AbortSignal): Promise<Survey> {
    // A survey that failed, perhaps because one reader was stopped, is not everybody's answer.
    this.surveyed ??= survey(this.shell, this.kind, this.room, signal).catch((error: unknown) => {
      this.surveyed = undefined;
      throw error;
    });
    return this.surveyed;
  }
}
