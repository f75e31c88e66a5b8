import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const MOST_CONNECTIONS = 256;
const GIVE_UP_MS = 60_000;

/**
 * Sends requests at the moments at which they are due, whether or not those before are answered: `perSecond` of them, evenly. A
 * 429 is sent again after the time that it names, as an agent does. Milliseconds are from when a request was due until its 200.
 * @param {{ origin: string, path: string, perSecond: number, count: number, make: (index: number) => Promise<{ headers: Record<string, string>, body: string }>, signal: AbortSignal, until?: () => boolean }} load
 * @returns {Promise<{ ms: number[], retried: number, errors: string[] }>}
 */
export async function sendPaced({ origin, path, perSecond, count, make, signal, until = () => false }) {
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_CONNECTIONS });
  const url = new URL(path, origin);
  const told = { ms: [], retried: 0, errors: [] };
  const one = async (index, dueAt) => {
    for (;;) {
      const { headers, body } = await make(index);
      const answer = await post(url, agent, headers, body).catch((error) => ({
        status: 0,
        said: error.message,
        after: undefined,
      }));
      if (answer.status === 200) return void told.ms.push(performance.now() - dueAt);
      const after = Number(answer.after);
      if (answer.status !== 429 || !(after > 0))
        return void told.errors.push(`${answer.status} ${answer.said.slice(0, 200)}`);
      told.retried += 1;
      await sleep(after * 1000);
    }
  };
  const sent = [];
  const began = performance.now();
  for (let index = 0; index < count && !until(); index += 1) {
    signal.throwIfAborted();
    const dueAt = began + (index * 1000) / perSecond;
    const wait = dueAt - performance.now();
    if (wait > 1) await sleep(wait);
    sent.push(one(index, Math.max(dueAt, began)));
  }
  await Promise.all(sent);
  agent.destroy();
  return told;
}

function post(url, agent, headers, body) {
  return new Promise((resolve, reject) => {
    const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(
      url,
      { method: 'POST', agent, headers: { ...length, ...headers }, timeout: GIVE_UP_MS },
      (answer) => {
        const parts = [];
        answer.on('data', (piece) => parts.push(piece));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode,
            said: Buffer.concat(parts).toString(),
            after: answer.headers['retry-after'],
          }),
        );
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('not answered within a minute')));
    // The server had just closed a connection that nobody used for a while: whoever keeps connections opens another one.
    const again = () => post(url, agent, headers, body).then(resolve, reject);
    sent.on('error', (error) =>
      sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET' ? again() : reject(error),
    );
    sent.end(body);
  });
}
