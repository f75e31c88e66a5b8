import type { Asked } from './meddling.js';

/** One request as it went through, for assertions and for whoever reads a failed run. */
export interface PassedRequest {
  readonly number: number;
  readonly method: string;
  /** Path, and the names of what was asked; never a signature. */
  readonly path: string;
  /** What the client was answered; undefined: nothing, or not yet. */
  status: number | undefined;
  /** What faults really did, in their order. */
  readonly faults: string[];
}

const MOST_KEPT = 10_000;

/** The last requests, oldest first. */
export class ProxyRecord {
  readonly requests: PassedRequest[] = [];
  private count = 0;

  begin(asked: Asked): PassedRequest {
    const request = {
      number: (this.count += 1),
      method: asked.method,
      path: withoutSecrets(asked.path),
      status: undefined,
      faults: [],
    };
    this.requests.push(request);
    if (this.requests.length > MOST_KEPT) this.requests.shift();
    return request;
  }

  /** One line a request. */
  lines(): string[] {
    return this.requests.map(({ number, method, path, status, faults }) =>
      [`${number} ${method} ${path} ${status ?? 'no answer'}`, ...faults].join('; '),
    );
  }
}

function withoutSecrets(path: string): string {
  const [where = '', text] = path.split('?');
  if (text === undefined) return where;
  const kept = text.split('&').filter((part) => !/^x-amz-/i.test(part));
  return kept.length > 0 ? `${where}?${kept.join('&')}` : where;
}
