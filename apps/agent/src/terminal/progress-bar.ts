import cliProgress from 'cli-progress';
import { cutToWidth } from './cut-to-width.js';
import { scrub } from './printable.js';
import { progressLine } from './progress-line.js';
import type { ProgressView } from './progress-view.js';
import type { TextStream } from './streams.js';

const BAR = 24;

/** A bar with rate, remaining time and what is being read now; redrawn ten times a second at most. */
export function progressBar(title: string, stream: TextStream, unit?: string): ProgressView {
  const bar = new cliProgress.SingleBar({
    stream: stream as unknown as NodeJS.WritableStream,
    clearOnComplete: true,
    hideCursor: true,
    fps: 10,
    // The program stops by itself on SIGINT, in its own time; the library would restore the cursor twice.
    gracefulExit: false,
    format: (_options, params, payload: { line?: string; current?: string }) => {
      const filled = Math.round(Math.min(1, Math.max(0, params.progress)) * BAR);
      const drawn = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
      const text = `${title} ${drawn} ${payload.line ?? ''}${payload.current ? ` · ${payload.current}` : ''}`;
      return cutToWidth(text, (stream.columns ?? 80) - 1);
    },
  });
  let started = false;
  return {
    update(progress) {
      const total = Math.max(1, progress.bytesTotal ?? 1);
      const done = progress.bytesTotal === null ? 0 : Math.min(progress.bytesDone, total);
      const payload = { line: progressLine(progress, unit), current: scrub(progress.current ?? '') };
      if (!started) bar.start(total, done, payload);
      else {
        bar.setTotal(total);
        bar.update(done, payload);
      }
      started = true;
    },
    stop() {
      if (started) bar.stop();
      started = false;
    },
  };
}
