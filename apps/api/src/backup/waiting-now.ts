import type { RunProgress, WaitingFor } from '@holdfast/contracts';

const DAY_SECONDS = 86_400;

/** What a run waits for, as it is `now`: the agent told it at `reportedAt`, and the clock has gone on since. */
export function waitingNow(told: WaitingFor, reportedAt: Date, now: Date): WaitingFor {
  const since = Math.max(0, Math.floor((now.getTime() - reportedAt.getTime()) / 1000));
  return {
    step: told.step,
    askedSecondsAgo: Math.min(DAY_SECONDS, told.askedSecondsAgo + since),
    secondsLeft: told.secondsLeft === null ? null : Math.max(0, told.secondsLeft - since),
  };
}

/** Progress of which nothing is kept that tells when somebody was, or was not, at their desk (product rule 8). */
export function withoutWaiting(progress: RunProgress): RunProgress {
  const { waitingFor: _only, ...kept } = progress;
  return kept;
}
