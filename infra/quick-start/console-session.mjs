import { generate } from 'otplib';

/** A signed-in admin, as the console would be: cookie, header, JSON. */
export class ConsoleSession {
  #cookie = '';
  constructor(origin) {
    this.origin = origin;
  }

  async call(method, path, body) {
    const answer = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: {
        'x-holdfast-request': '1',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const cookie = answer.headers.getSetCookie()[0];
    if (cookie) this.#cookie = cookie.split(';')[0];
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 400)}`);
    return answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
  }

  /** Makes the owner account, with an authenticator app that only this process has. */
  async setUp(token) {
    const who = { token, name: 'Demo Owner', email: 'owner@demo.invalid' };
    const { ticket, totp } = await this.call('POST', '/session/set-up/begin', who);
    return this.call('POST', '/session/set-up', {
      ...who,
      password: `demo-${Math.random().toString(36).slice(2)}-${Date.now()}`,
      ticket,
      totp: await generate({ secret: totp.secret }),
    });
  }

  async onlyPhone() {
    const { items } = await this.call('GET', '/phones');
    return items[0];
  }
}
