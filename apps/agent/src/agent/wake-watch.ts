const TICK_MS = 5_000;
const SLEPT_MS = 30_000;

/**
 * Calls `onTick` every five seconds and `onWake` once after a sleep: a timer that comes much later than it was set for
 * means that the computer slept, or the process was frozen. Answers the function that ends it.
 */
export function watchForWaking(
  onTick: () => void,
  onWake: (sleptMs: number) => void,
  now: () => number = () => Date.now(),
  tickMs: number = TICK_MS,
): () => void {
  let last = now();
  const timer = setInterval(() => {
    const passed = now() - last;
    last = now();
    if (passed - tickMs > SLEPT_MS) onWake(passed);
    onTick();
  }, tickMs);
  return () => clearInterval(timer);
}
