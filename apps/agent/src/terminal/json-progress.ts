import type { ProgressView } from './progress-view.js';
import { safeJson } from './safe-json.js';
import type { TextStream } from './streams.js';

const EVERY_MS = 500;

/** Progress as one JSON object a line, two a second at most and one at each new phase. */
export function jsonProgress(stream: TextStream, now = (): number => Date.now()): ProgressView {
  let shownAt = -Infinity;
  let phase = '';
  return {
    update(progress) {
      if (progress.phase === phase && now() - shownAt < EVERY_MS) return;
      phase = progress.phase;
      shownAt = now();
      stream.write(`${safeJson({ progress })}\n`);
    },
    stop: () => undefined,
  };
}
