import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { addressRefused } from './webhook-address.js';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 65_536;

/** What came of a try. `status` of an answer; `problem` in words of ours, since an answer is the receiver's own. */
export interface PostResult {
  readonly status: number | null;
  readonly problem: string | null;
}

/**
 * Posts a body once: ten seconds in all, no redirect followed, 64 kB of the answer taken and thrown away. The address that
 * was resolved and connected to is looked at: private, loopback, link-local and metadata addresses are refused, whatever
 * the name said before. Never throws.
 */
export const postWebhook = (
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  plain: boolean,
): Promise<PostResult> =>
  new Promise((resolve) => {
    const url = new URL(address);
    const refused = addressRefused(url, plain);
    if (refused) return resolve({ status: null, problem: `The address ${refused}.` });
    const isLocal = plain && url.protocol === 'http:';
    const filter = {
      allowPrivateIPAddress: false,
      allowMetaIPAddress: false,
      allowIPAddressList: plain ? ['127.0.0.1', '::1'] : [],
    };
    const agent = isLocal ? new RequestFilteringHttpAgent(filter) : new RequestFilteringHttpsAgent(filter);
    const end = (result: PostResult): void => {
      clearTimeout(timer);
      agent.destroy();
      resolve(result);
    };
    const asked = (isLocal ? requestPlain : requestSecure)(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Holdfast-Webhooks/1',
          ...headers,
        },
      },
      (answer) => {
        const status = answer.statusCode ?? 0;
        const problem = problemOf(status);
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          // The status has been said; nobody reads what follows.
          if (size > MAX_ANSWER_BYTES) answer.destroy();
        });
        answer.on('close', () => end({ status, problem }));
        answer.on('error', () => undefined);
      },
    );
    const timer = setTimeout(() => asked.destroy(new Error('timeout')), TIMEOUT_MS);
    asked.on('error', (error) =>
      end({
        status: null,
        problem:
          error.message === 'timeout'
            ? 'No answer within ten seconds.'
            : 'The address could not be reached, its certificate is not valid, or it is one of a private network.',
      }),
    );
    asked.end(body);
  });

function problemOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return 'It answered with a redirect, which is not followed.';
  return `It answered ${String(status)}.`;
}
