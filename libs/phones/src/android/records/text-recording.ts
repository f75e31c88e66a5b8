import type { CauseClass, Category, Entry } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneTransport } from '../phone-transport.js';
import { fingerprintedTime } from '../../records/fingerprint.js';
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
  read(transport: PhoneTransport, signal?: AbortSignal): Promise<RecordText>;
}

export class TextRecording implements Recording {
  private made: Promise<RecordText> | undefined;

  constructor(
    private readonly transport: PhoneTransport,
    private readonly kind: TextKind,
  ) {}

  get folder(): string {
    return this.kind.folder;
  }

  async look(signal?: AbortSignal): Promise<readonly CauseClass[]> {
    await this.read(signal);
    return [];
  }

  async *entries(signal?: AbortSignal): AsyncGenerator<Entry> {
    const { category, folder, file: name } = this.kind;
    const { fingerprint } = await this.read(signal);
    yield recordEntry({ category, path: [folder] });
    const mtimeNs = fingerprintedTime(0, fingerprint);
    yield recordEntry({ category, path: [folder, name], file: { name, mtimeNs } });
  }

  async *open(name: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    if (name !== this.kind.file) throw new SourceError('unreadable', 'This file is not one of the phone.');
    yield Buffer.from((await this.read(signal)).text, 'utf8');
  }

  private read(signal?: AbortSignal): Promise<RecordText> {
    this.made ??= this.kind.read(this.transport, signal).catch((error: unknown) => {
      this.made = undefined;
      throw error;
    });
    return this.made;
  }
}
