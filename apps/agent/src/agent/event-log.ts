import { momentText } from '../terminal/figures.js';
import type { OutputFlags } from '../terminal/output.js';
import { scrub } from '../terminal/printable.js';
import { safeJson } from '../terminal/safe-json.js';
import type { Streams } from '../terminal/streams.js';

/** What the agent tells on stdout, one line an event. Only phones that were enrolled are ever named. */
export class EventLog {
  constructor(
    private readonly streams: Streams,
    private readonly flags: OutputFlags,
    private readonly now: () => Date,
  ) {}

  /** `event` is a stable word for scripts, `text` is for a person, `more` goes into the JSON form only. */
  tell(event: string, text: string, more: Readonly<Record<string, unknown>> = {}): void {
    if (this.flags.quiet && event !== 'error') return;
    const at = this.now();
    this.streams.stdout.write(
      this.flags.json
        ? `${safeJson({ at: at.toISOString(), event, text, ...more })}\n`
        : `${momentText(at)} ${scrub(text)}\n`,
    );
  }
}
