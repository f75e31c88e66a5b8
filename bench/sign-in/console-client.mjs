import { Agent, request } from 'node:http';

/** Cookies by name, as a browser keeps them. */
export class CookieJar {
  #cookies = new Map();

  take(lines = []) {
    for (const line of lines) {
      const [name, value] = line.split(';', 1)[0].split(/=(.*)/s, 2);
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
  }

  has(name) {
    return this.#cookies.has(name);
  }

  toString() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** Connections that stay open, as a proxy before the server has them: what is measured is not the opening. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/**
 * One request; answers status, headers and text. Redirects are not followed.
 * @param {{ origin: string, path: string, method?: string, jar?: CookieJar, json?: object, form?: Record<string, string>, headers?: Record<string, string> }} asked
 * @returns {Promise<{ status: number, headers: import('node:http').IncomingHttpHeaders, text: string }>}
 */
export function send({ origin, path, method = 'GET', jar, json, form, headers: more }) {
  const body = json ? JSON.stringify(json) : form ? new URLSearchParams(form).toString() : undefined;
  const headers = {
    ...(jar ? { cookie: String(jar) } : {}),
    ...(json ? { 'content-type': 'application/json' } : {}),
    ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    ...(body ? { 'content-length': Buffer.byteLength(body) } : {}),
    'x-holdfast-request': '1',
    ...more,
  };
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, origin), { method, agent, headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        jar?.take(answer.headers['set-cookie']);
        resolve({
          status: answer.statusCode,
          headers: answer.headers,
          text: Buffer.concat(parts).toString(),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The api as a signed-in person uses it. @throws Error for every answer that is no success */
export async function api(origin, jar, method, path, json) {
  const answer = await send({ origin, path: `/api/v1${path}`, method, jar, json });
  if (answer.status >= 300)
    throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 400)}`);
  return answer.text === '' ? undefined : JSON.parse(answer.text);
}

export const closeConnections = () => agent.destroy();
