/** Asks again every 150 ms until the answer is true; throws after `timeoutMs`, or at once when `alive` says no. */
export async function waitFor(
  what: string,
  ask: () => Promise<boolean> | boolean,
  { timeoutMs = 30_000, alive = () => true }: { timeoutMs?: number; alive?: () => boolean } = {},
): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    if (!alive()) throw new Error(`${what}: its program ended.`);
    if (await Promise.resolve(ask()).catch(() => false)) return;
    if (Date.now() > until) throw new Error(`${what}: not within ${timeoutMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
