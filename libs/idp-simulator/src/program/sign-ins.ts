import { randomId } from '../xml/random-id.js';
import type { AuthnRequest } from '../redirect/read-authn-request.js';
import type { Person } from './people.js';

/** A browser that somebody is signed in on. `index`: what the service provider knows the session by. */
export interface SignIn {
  readonly person: Person;
  readonly index: string;
  /** The service provider was told of it, so that it has to hear of its end. */
  told: boolean;
}

const LIMIT = 1000;

/** A map that forgets its oldest entries: nobody's browser can fill the memory. */
class Limited<V> extends Map<string, V> {
  override set(key: string, value: V): this {
    if (this.size >= LIMIT) this.delete(this.keys().next().value!);
    return super.set(key, value);
  }
}

/** Who is signed in on which browser, and which requests wait for somebody to choose a person. In memory only. */
export class SignIns {
  readonly #byCookie = new Limited<SignIn>();
  readonly #waiting = new Limited<AuthnRequest>();

  of(cookie: string | undefined): SignIn | undefined {
    return cookie === undefined ? undefined : this.#byCookie.get(cookie);
  }

  /** Answers the new cookie: a browser never keeps the one that it had before. */
  begin(person: Person, before: string | undefined): { cookie: string; signIn: SignIn } {
    if (before !== undefined) this.#byCookie.delete(before);
    const cookie = randomId();
    const signIn = { person, index: randomId(), told: false };
    this.#byCookie.set(cookie, signIn);
    return { cookie, signIn };
  }

  end(cookie: string | undefined): void {
    if (cookie !== undefined) this.#byCookie.delete(cookie);
  }

  /** Ends the sessions of a person: the one of that index, or all. */
  endOf(nameId: string, indexes: readonly string[]): void {
    for (const [cookie, { person, index }] of this.#byCookie)
      if (person.id === nameId && (indexes.length === 0 || indexes.includes(index)))
        this.#byCookie.delete(cookie);
  }

  wait(request: AuthnRequest): string {
    const key = randomId();
    this.#waiting.set(key, request);
    return key;
  }

  /** The request that waited, once. */
  take(key: string): AuthnRequest | undefined {
    const request = this.#waiting.get(key);
    this.#waiting.delete(key);
    return request;
  }
}
