import type { FolderDamage, FoundPath, FoundVersion, SnapshotSummary } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';
import { bytesText, countText, momentText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import type { Output } from '../terminal/output.js';
import { printablePath, printableText } from '../terminal/printable.js';
import { safeJson } from '../terminal/safe-json.js';
import { entryFactsJson, entryTime } from './ls.js';
import type { OpenedRepository } from './open-for-command.js';
import { shortId } from './snapshots.js';

const MAX_DAMAGE = 1000;

/**
 * Prints what a search finds, as it is found: a line a version, or pieces of the one JSON document. Columns have their
 * widths from the beginning, since a million lines are not held to measure them.
 */
export class FindReport {
  private paths = 0;
  private versions = 0;
  private readonly hurt: FolderDamage[] = [];
  private hurtCount = 0;
  private readonly nameOf: (phone: string) => string;
  /** Of the column with the phones; 0 where all is of one. */
  private readonly phoneWidth: number;

  constructor(
    private readonly output: Output,
    opened: OpenedRepository,
    private readonly searched: readonly SnapshotSummary[],
  ) {
    const names = new Map(
      searched.toReversed().map(({ phone, sourceName }) => [phone, opened.phoneName(phone, sourceName)]),
    );
    this.nameOf = (phone) => names.get(phone) ?? phone;
    this.phoneWidth =
      names.size > 1
        ? Math.max('PHONE'.length, ...[...names.values()].map((name) => printableText(name).length))
        : 0;
  }

  async found(path: FoundPath): Promise<void> {
    if (this.paths === 0) await this.begin();
    const separator = this.paths === 0 ? '' : ',';
    this.paths += 1;
    this.versions += path.versions.length;
    if (this.output.json) await this.output.piece(`${separator}${safeJson(this.pathJson(path))}`);
    else await this.output.piece(this.lines(path));
  }

  damaged(damage: FolderDamage): void {
    this.hurtCount += 1;
    if (this.hurt.length < MAX_DAMAGE) this.hurt.push(damage);
    const where = damage.snapshots.map(({ id }) => shortId(id)).join(', ');
    if (this.hurtCount <= MAX_DAMAGE)
      this.output.warning(`Damaged, not searched whole: ${printablePath(damage.path)}  (in ${where})`);
  }

  /** @throws Fault `damaged` where a folder could not be read, `not-found` where nothing was found */
  async end(): Promise<void> {
    if (this.output.json) await this.endJson();
    const where = countText(this.searched.length, 'snapshot');
    if (this.hurtCount > 0) {
      throw new Fault(
        'damaged',
        {
          what: `${countText(this.hurtCount, 'folder')} could not be searched whole.`,
          holds: 'What was found is there, and other folders and snapshots were searched.',
          next: 'See what is hurt with "holdfast verify --read-data".',
        },
        { resultPrinted: true },
      );
    }
    if (this.paths === 0) {
      throw new Fault(
        'not-found',
        {
          what: `Nothing of that kind is in ${where}.`,
          next: 'A pattern is of a whole name: write *word* to find a part of one, and --ignore-case where upper and lower case may differ.',
        },
        { resultPrinted: true },
      );
    }
    this.output.summary(
      `${countText(this.paths, 'path')}, ${countText(this.versions, 'version')} in ${where}. Bring one back: holdfast restore SNAPSHOT PATH --target DIR`,
    );
  }

  private async begin(): Promise<void> {
    if (this.output.json) await this.output.piece(this.beginJson());
    else {
      const head = [
        'SNAPSHOT'.padEnd(12),
        'TAKEN'.padEnd(19),
        ' HELD BY',
        '    SIZE',
        'CHANGED'.padEnd(19),
        'VERSION ',
      ];
      await this.output.piece(`${[...head, ...this.phoneCell('PHONE'), 'PATH'].join('  ')}\n`);
    }
  }

  private lines({ path, phone, versions }: FoundPath): string {
    const shown = printablePath(path);
    return versions
      .map((version, at) => {
        const newest = version.snapshots[0]!;
        const { kind, size } = version.entry;
        const cells = [
          shortId(newest.id).padEnd(12),
          momentText(newest.takenAt),
          String(version.snapshots.length).padStart(8),
          (kind === 'file' ? bytesText(size) : '').padStart(8),
          entryTime(version.entry),
          `${versions.length - at} of ${versions.length}`.padEnd(8),
          ...this.phoneCell(printableText(this.nameOf(phone))),
          `${shown}${kind === 'directory' ? '/' : ''}`,
        ];
        return `${cells.join('  ')}\n`;
      })
      .join('');
  }

  private phoneCell(text: string): string[] {
    return this.phoneWidth === 0 ? [] : [text.padEnd(this.phoneWidth)];
  }

  private beginJson(): string {
    return `{"searched":${this.searched.length},"found":[`;
  }

  private async endJson(): Promise<void> {
    const counts = { paths: this.paths, versions: this.versions };
    const damaged = this.hurt.map(({ path, snapshots }) => ({
      ...jsonPath(path),
      snapshots: snapshots.map(({ id }) => id),
    }));
    await this.output.piece(
      `${this.paths === 0 ? this.beginJson() : ''}],"counts":${safeJson(counts)},` +
        `"damaged":${safeJson(damaged)},"damagedCount":${this.hurtCount}}\n`,
    );
  }

  private pathJson({ path, phone, versions }: FoundPath): Record<string, unknown> {
    return {
      ...jsonPath(path),
      phone,
      name: this.nameOf(phone),
      versions: versions.map(versionJson),
    };
  }
}

function versionJson({ entry, snapshots }: FoundVersion): Record<string, unknown> {
  const named = ({ id, takenAt }: SnapshotSummary) => ({ id, takenAt: takenAt.toISOString() });
  return {
    ...entryFactsJson(entry),
    snapshots: snapshots.length,
    newest: named(snapshots[0]!),
    oldest: named(snapshots.at(-1)!),
  };
}
