import { begin, complete, respond } from './connected-provider.mjs';

const SESSION = '__Host-holdfast';

/** Runs `work` for 0 … count − 1, `width` at a time; answers the seconds it took. */
async function timed(count, width, work) {
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return (performance.now() - began) / 1000;
}

/**
 * Whole sign-ins against a running server: away to the provider, back with its response, and the session taken. The
 * provider's own signing in between is not timed. Half of the people sign in for the first time and are added.
 * @returns {Promise<{ logins: number, beginSeconds: number, completeSeconds: number }>}
 */
export async function measureLogins(provider, { logins, width, signal, from = 0 }) {
  const begun = new Array(logins);
  const beginSeconds = await timed(logins, width, async (index) => {
    signal.throwIfAborted();
    begun[index] = await begin(provider);
  });
  const responses = [];
  // Each of them twice: once to be added, once to be known.
  for (const [index, one] of begun.entries())
    responses.push(await respond(provider, one, from + Math.floor(index / 2)));
  const completeSeconds = await timed(logins, width, async (index) => {
    signal.throwIfAborted();
    const last = await complete(provider, begun[index], responses[index]);
    if (last.status !== 303 || !begun[index].jar.has(SESSION))
      throw new Error(`Sign-in ${index} ended with ${last.status} ${last.headers.location ?? last.text}`);
  });
  return { logins, beginSeconds, completeSeconds };
}
