import type { CauseClass, Category, Entry, LeftOut, Scope } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneTransport } from '../phone-transport.js';
import { APPS } from './apps/apps.js';
import { CALENDAR } from './calendar/calendar.js';
import { CALLS } from './calls/calls.js';
import { CONTACTS } from './contacts/contacts.js';
import { ContentShell } from './content/content-shell.js';
import { concernsOne } from './content/provider-fault.js';
import { INVENTORY } from './inventory/inventory.js';
import { MESSAGES } from './messages/messages.js';
import { RECORDS_FOLDER, RECORDS_REF } from '../../records/record-names.js';
import { recordEntry, type Recording } from './recording.js';
import { KeptRoom } from './survey.js';
import { TableRecording } from './table-recording.js';
import { TextRecording } from './text-recording.js';

const TABLES = [CONTACTS, MESSAGES, CALLS, CALENDAR];
const TEXTS = [APPS, INVENTORY];

/** What Android keeps in databases and settings rather than in files, made into files: docs/phone-records.md. */
export class AndroidRecords {
  private recordings = new Map<Category, Recording>();

  constructor(private readonly transport: PhoneTransport) {}

  /** Whether an entry is one of these. */
  static owns(entry: Entry): boolean {
    return entry.ref.startsWith(RECORDS_REF);
  }

  /**
   * Yields folders before what is in them, and those only that hold something. A category that the phone refuses is left
   * out and the scan goes on; `unsupported` is told only of what was asked for by name. Throws `SourceError` for what ends
   * the run (`unplugged`, `cancelled`, `internal`).
   */
  async *scan(scope: Scope, leftOut: (left: LeftOut) => void): AsyncGenerator<Entry> {
    this.recordings = this.fresh();
    const asked = [...this.recordings].filter(([category]) => scope.categories?.includes(category) !== false);
    // Side by side: what takes long is the start of the phone's command, not its work.
    const looks = asked.map(([, recording]) => outcomeOf(recording.look(scope.signal)));
    let top: Entry | undefined = recordEntry({ category: 'other', path: [] });
    for (const [at, [category, recording]] of asked.entries()) {
      const leave = (cause: CauseClass): void => {
        if (cause === 'unsupported' && scope.categories === undefined) return;
        const path = [RECORDS_FOLDER, recording.folder].map((name) => Buffer.from(name));
        leftOut({ path, category, cause });
      };
      try {
        for (const cause of (await looks[at])?.() ?? []) leave(cause);
        for await (const entry of recording.entries(scope.signal)) {
          if (top !== undefined) yield top;
          top = undefined;
          yield entry;
        }
      } catch (error) {
        if (!concernsOne(error)) throw error;
        leave(error.causeClass);
      }
    }
  }

  /** The bytes of one entry, made while they are asked for. Errors as `PullSource.open`. */
  async *open(entry: Entry, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const [category, ...rest] = entry.ref.slice(RECORDS_REF.length).split('/');
    const known = this.recordings.get(category as Category);
    const recording = known ?? this.fresh().get(category as Category);
    if (recording === undefined) throw new SourceError('unreadable', 'This file is not one of the phone.');
    if (known === undefined) this.recordings.set(category as Category, recording);
    try {
      yield* recording.open(rest.join('/'), signal);
    } catch (error) {
      // What a phone has no more when it is read concerns this file only.
      throw error instanceof SourceError && error.causeClass === 'unsupported'
        ? new SourceError('unreadable', error.message, { cause: error })
        : error;
    }
  }

  private fresh(): Map<Category, Recording> {
    const shell = new ContentShell(this.transport);
    const room = new KeptRoom();
    return new Map<Category, Recording>([
      ...TABLES.map((kind) => [kind.category, new TableRecording(shell, kind, room)] as const),
      ...TEXTS.map((kind) => [kind.category, new TextRecording(this.transport, kind)] as const),
    ]);
  }
}

/** How a promise ends, for whoever asks later: until then its failure is nobody's. */
function outcomeOf<T>(promise: Promise<T>): Promise<() => T> {
  return promise.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );
}
