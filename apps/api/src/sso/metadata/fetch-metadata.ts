import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { DomainError } from '../../problems/index.js';

const MAX_BYTES = 500_000;
const TIMEOUT_MS = 10_000;
const MAX_HOPS = 3;

type Hop = { readonly text: string } | { readonly location: string };

const unreachable = (detail: string): DomainError =>
  new DomainError(
    'sso-metadata-unreachable',
    `${detail} Nothing was changed. Upload the metadata as a file instead.`,
  );

/** `loopback`: a development server may read the metadata of a provider on the same computer. */
const hop = (url: URL, loopback: boolean): Promise<Hop> =>
  new Promise((resolve, reject) => {
    const fail = (detail: string): void => {
      reject(unreachable(detail));
    };
    const plain = url.protocol === 'http:';
    // The agents look at the address that was resolved and connected to: a name that answers differently the second
    // time does not get around them.
    const filter = {
      allowPrivateIPAddress: false,
      allowMetaIPAddress: false,
      allowIPAddressList: loopback ? ['127.0.0.1', '::1'] : [],
    };
    const agent = plain ? new RequestFilteringHttpAgent(filter) : new RequestFilteringHttpsAgent(filter);
    const asked = (plain ? getPlain : getSecure)(
      url,
      { agent, timeout: TIMEOUT_MS, headers: { accept: 'application/samlmetadata+xml, application/xml' } },
      (answer) => {
        const { statusCode: status = 0, headers } = answer;
        if (status >= 300 && status < 400 && headers.location) {
          answer.resume();
          resolve({ location: headers.location });
          return;
        }
        if (status !== 200) {
          answer.resume();
          fail(`The address answered ${String(status)}.`);
          return;
        }
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_BYTES) answer.destroy(new Error('too large'));
          else chunks.push(chunk);
        });
        answer.on('end', () => {
          resolve({ text: Buffer.concat(chunks).toString('utf8') });
        });
        answer.on('error', () => {
          fail('The answer broke off, or is larger than metadata is.');
        });
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('timeout')));
    asked.on('error', () => {
      fail('The address could not be reached, or it is one of a private network.');
    });
    asked.setTimeout(TIMEOUT_MS);
  });

/**
 * The text behind a metadata address: https, at most three redirects, 500 kB and ten seconds each. Private, link-local and
 * metadata-service addresses are refused at every hop: the server must not be made to look into its own network.
 * @throws DomainError `sso-metadata-unreachable`, `sso-metadata-refused`; a retry helps with the first
 */
export const fetchMetadata = async (address: string, loopback: boolean): Promise<string> => {
  let url = new URL(address);
  for (let hops = 0; hops <= MAX_HOPS; hops += 1) {
    const local =
      loopback && url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    if (url.protocol !== 'https:' && !local)
      throw new DomainError('sso-metadata-refused', 'The address has to be https. Nothing was changed.');
    const next = await hop(url, loopback);
    if ('text' in next) return next.text;
    if (!URL.canParse(next.location, url.href)) throw unreachable('The address leads nowhere.');
    url = new URL(next.location, url);
  }
  throw unreachable('The address leads from one to another without end.');
};
