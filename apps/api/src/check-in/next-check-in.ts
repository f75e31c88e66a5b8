/** What decides how soon a workstation checks in again. */
export interface Pulse {
  /** A run of this workstation's agent is running: somebody may be watching it. */
  readonly running: boolean;
  /** Commands wait for it. */
  readonly commands: number;
  /** A phone of it is attached. */
  readonly attached: boolean;
  /** Milliseconds since the newest change of what is attached; undefined: it never changed. */
  readonly changedMsAgo: number | undefined;
}

const JUST_ATTACHED_MS = 120_000;

/**
 * Seconds until the next check-in: 5 while something runs or waits to, 10 for two minutes after a phone was attached,
 * 15 while one stays attached, else 60 ± 10. `random`, from 0 to under 1, spreads idle agents: they were started by the
 * same morning.
 */
export function nextCheckInSeconds(pulse: Pulse, random: number): number {
  if (pulse.running || pulse.commands > 0) return 5;
  if (!pulse.attached) return 50 + Math.floor(random * 21);
  return (pulse.changedMsAgo ?? Infinity) < JUST_ATTACHED_MS ? 10 : 15;
}
