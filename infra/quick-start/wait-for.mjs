/** Asks until the answer is truthy; throws with what was waited for when the time is up. */
export async function waitFor(what, ask, { timeoutMs = 60_000, everyMs = 200, alive = () => true } = {}) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await Promise.resolve(ask()).catch(() => undefined);
    if (answer) return answer;
    if (!alive()) throw new Error(`Stopped while waiting for ${what}.`);
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
