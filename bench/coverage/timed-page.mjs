import { send } from '../sign-in/console-client.mjs';

/** One page as a signed-in person has it; its milliseconds, and what it says. @throws Error unless it answered 200 */
export async function timedPage({ server, jar }, path) {
  const began = performance.now();
  const answer = await send({ origin: server.origin, path, jar });
  const ms = performance.now() - began;
  if (answer.status !== 200)
    throw new Error(`${path} answered ${answer.status}: ${answer.text.slice(0, 400)}`);
  return { ms, body: JSON.parse(answer.text) };
}
