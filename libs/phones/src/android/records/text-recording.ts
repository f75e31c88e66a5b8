import type { CauseClass, Category, Entry } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneTransport } from '../phone-stream.js';
import { fingerprintedTime } from './fingerprint.js';
import { recordEntry, type Recording } from './recording.js';

/** A small text made of what commands print. */
export interface RecordText {
  readonly text: string;
  /** What changes when the text should be kept anew. */
  readonly fingerprint: string;
}

/** A category that is one small file made of what commands of the phone print. */
export interface TextKind {
  readonly category: Category;
  readonly folder: string;
  readonly file: string;
  /** Throws `SourceError`; `unsupported` and `unreadable` concern this category. */
  read(
    transport: PhoneTransport,
    leave: (cause: CauseClass) => void,
    signal?: AbortSignal,
  ): Promise<RecordText | undefined>;
}

export class TextRecording implements Recording {
  private made: RecordText | undefined;

  constructor(
    private readonly transport: PhoneTransport,
    private readonly kind: TextKind,
    private readonly signal?: AbortSignal,
  ) {}

  get folder(): string {
    return this.kind.folder;
  }

  async *scan(leave: (cause: CauseClass) => void): AsyncGenerator<Entry> {
    const { category, folder, file: name } = this.kind;
    this.made = await this.kind.read(this.transport, leave, this.signal);
    if (this.made === undefined) return;
    yield recordEntry({ category, path: [folder] });
    const mtimeNs = fingerprintedTime(0, this.made.fingerprint);
    yield recordEntry({ category, path: [folder, name], file: { name, mtimeNs } });
  }

  async *open(name: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    if (name !== this.kind.file) throw new SourceError('unreadable', 'This file is not one of the phone.');
    this.made ??= await this.kind.read(this.transport, () => undefined, signal);
    if (this.made === undefined) throw new SourceError('vanished', 'The phone does not tell this any more.');
    yield Buffer.from(this.made.text, 'utf8');
  }
}
