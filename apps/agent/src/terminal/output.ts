import { jsonProgress } from './json-progress.js';
import { plainProgress } from './plain-progress.js';
import type { ProgressView } from './progress-view.js';
import { NO_PROGRESS } from './progress-view.js';
import { safeJson } from './safe-json.js';
import type { Streams } from './streams.js';

/** What a person chose with `--json`, `--quiet` and `--progress`. */
export interface OutputFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly progress?: boolean;
}

/**
 * Where results and remarks go. With `--json` stdout gets exactly one JSON document, at the end; remarks and progress
 * always go to stderr, so that a pipe sees results only.
 */
export class Output {
  constructor(
    private readonly streams: Streams,
    private readonly flags: OutputFlags,
  ) {}

  get json(): boolean {
    return this.flags.json === true;
  }

  /** What was asked for, one line; not with `--json`. */
  line(text = ''): void {
    if (!this.json) this.streams.stdout.write(`${text}\n`);
  }

  /** How it went, one line of the result that `--quiet` leaves out; not with `--json`. */
  summary(text: string): void {
    if (!this.flags.quiet) this.line(text);
  }

  /** A remark on the way; left out by `--quiet`. */
  note(text: string): void {
    if (!this.flags.quiet) this.streams.stderr.write(`${text}\n`);
  }

  /** Something the person must hear even with `--quiet`. */
  warning(text: string): void {
    this.streams.stderr.write(`${text}\n`);
  }

  /** The one JSON document; only with `--json`. */
  document(value: unknown): void {
    if (this.json) this.streams.stdout.write(`${safeJson(value)}\n`);
  }

  /** A piece of the one JSON document where it is too large to be held; resolves when the reader keeps up. */
  async piece(text: string): Promise<void> {
    if (!this.streams.stdout.write(text)) {
      await new Promise<void>((resolve) => this.streams.stdout.once?.('drain', resolve) ?? resolve());
    }
  }

  /** A bar on a terminal, a plain line every few seconds elsewhere, JSON lines with `--json --progress`. `unit`: what is counted. */
  async progress(title: string, unit?: 'object'): Promise<ProgressView> {
    if (this.flags.quiet) return NO_PROGRESS;
    if (this.json) return this.flags.progress ? jsonProgress(this.streams.stderr) : NO_PROGRESS;
    if (!this.streams.stderr.isTTY) return plainProgress(title, this.streams.stderr, undefined, unit);
    const { progressBar } = await import('./progress-bar.js');
    return progressBar(title, this.streams.stderr, unit);
  }
}
