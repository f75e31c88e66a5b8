import type { ProviderDatabase } from './content/provider-database.js';

/** What the media scanner was asked for, and what it has put into the provider's table. */
export class MediaLibrary {
  /** Paths and volumes, in the order of asking. */
  readonly scans: string[] = [];
  private nextId = 1;

  constructor(private readonly providers: ProviderDatabase) {}

  /** A file's path, or the name of a volume (`external_primary`). */
  scan(what: string): void {
    this.scans.push(what);
    if (!what.startsWith('/')) return;
    const name = what.slice(what.lastIndexOf('/') + 1);
    this.providers.insert('files', { _id: this.nextId, _data: what, _display_name: name });
    this.nextId += 1;
  }
}
