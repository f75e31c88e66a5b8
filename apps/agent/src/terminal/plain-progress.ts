import { progressLine } from './progress-line.js';
import type { ProgressView } from './progress-view.js';
import type { TextStream } from './streams.js';

const EVERY_MS = 5000;

/** One plain line every five seconds and at each new phase: for logs, pipes and screen readers. */
export function plainProgress(
  title: string,
  stream: TextStream,
  now = (): number => Date.now(),
  unit?: string,
): ProgressView {
  let shownAt = now();
  let phase = '';
  return {
    update(progress) {
      const isNewPhase = progress.phase !== phase && progress.phase !== 'done';
      if (!isNewPhase && now() - shownAt < EVERY_MS) return;
      phase = progress.phase;
      shownAt = now();
      stream.write(`${title}: ${progressLine(progress, unit)}\n`);
    },
    stop: () => undefined,
  };
}
