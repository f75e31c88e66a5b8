import type { SignedRequest } from '@holdfast/contracts';
import { MAX_OBJECT_BYTES, OBJECT_NAME_PATTERN } from '../format/object-name.js';
import { StorageError } from '../storage-error.js';
import { batched } from './batched.js';
import { checkedBytes, checkObjectName, checkPrefix } from './check-object.js';
import type { ListedObject, Location, PutObject } from './location.js';
import { refusalOf, saysPresent } from './refusal.js';
import { type Pause, withRetries } from './retries.js';
import { AnswerTooLong, exchange, type Exchanged } from './signed-exchange.js';
import type { ObjectToSign, UrlSigner } from './url-signer.js';

const MOST_PER_SIGNING = 64;

export interface SignedLocationOptions {
  /** For people: an origin or a bucket, never a credential. */
  readonly place: string;
  /** A connection on which no byte moves for this long is given up; 60 s by default. */
  readonly idleMs?: number;
  /** Waits between tries; real time by default. */
  readonly pause?: Pause;
}

/**
 * A location reached through signed URLs: the control plane's, or one's own bucket. Every byte goes straight to the
 * storage; the signer sees names and sizes only. A URL that has run out is signed again.
 *
 * @throws StorageError as `Location` declares; unreachable storage is tried five times with growing, jittered pauses
 */
export function signedLocation(signer: UrlSigner, options: SignedLocationOptions): Location {
  const { place, idleMs, pause } = options;
  const signUpload = batched<ObjectToSign, SignedRequest>(
    (many) => signer.signUploads(many),
    MOST_PER_SIGNING,
  );
  const signDownload = batched<string, SignedRequest>((many) => signer.signDownloads(many), MOST_PER_SIGNING);

  const stat = async (name: string): Promise<number | undefined> => {
    for await (const listed of signer.list(name)) if (listed.name === name) return listed.size;
    return undefined;
  };

  return {
    place,
    put: async (name, object) => {
      checkObjectName(name);
      return withRetries(place, () => putOnce(signUpload, name, object, idleMs), pause);
    },
    get: async (name) => {
      checkObjectName(name);
      return withRetries(place, () => getOnce(signDownload, name, idleMs), pause);
    },
    stat: async (name) => {
      checkObjectName(name);
      return withRetries(place, () => stat(name), pause);
    },
    list: (prefix) => checked(signer, prefix),
    remove: (name) => Promise.reject(onlyTheControlPlane(name)),
    close: async () => {},
  };
}

async function putOnce(
  sign: (object: ObjectToSign) => Promise<SignedRequest>,
  name: string,
  object: PutObject,
  idleMs: number | undefined,
): Promise<'stored' | 'present'> {
  const signed = askedFor(await sign({ name, size: object.size, sha256: object.sha256 }), 'PUT', name);
  if (signed.present) return 'present';
  const answer = await exchange(signed, checkedBytes(name, object), 1024 * 1024, idleMs);
  if (answer.status < 300) return 'stored';
  if (saysPresent(answer)) return 'present';
  throw refusalOf('PUT', name, answer);
}

async function getOnce(
  sign: (name: string) => Promise<SignedRequest>,
  name: string,
  idleMs: number | undefined,
): Promise<Uint8Array> {
  const answer = await download(askedFor(await sign(name), 'GET', name), name, idleMs);
  if (answer.status === 200) return answer.bytes;
  throw refusalOf('GET', name, answer);
}

async function download(signed: SignedRequest, name: string, idleMs: number | undefined): Promise<Exchanged> {
  try {
    return await exchange(signed, undefined, MAX_OBJECT_BYTES, idleMs);
  } catch (error) {
    if (!(error instanceof AnswerTooLong)) throw error;
    throw new StorageError(
      'object-altered',
      `${name} is larger than any object can be: it is not what was stored.`,
    );
  }
}

const onlyTheControlPlane = (name: string): StorageError =>
  new StorageError(
    'location-refused',
    `${name} was not removed: in a company's repository the control plane alone removes, by its policy.`,
  );

/** A signer is another program: what it signed must be what was asked, or bytes would get another object's name. */
function askedFor(signed: SignedRequest, method: SignedRequest['method'], name: string): SignedRequest {
  if (signed.name === name && signed.method === method) return signed;
  throw new StorageError(
    'location-refused',
    `Another request was signed than the ${method} of ${name} that was asked for. Nothing was sent. Update this agent and the control plane to the same release.`,
  );
}

/** Names come from outside: what no repository could have written is passed over. */
async function* checked(signer: UrlSigner, prefix: string): AsyncIterable<ListedObject> {
  checkPrefix(prefix);
  for await (const one of signer.list(prefix)) {
    if (one.name.startsWith(prefix) && OBJECT_NAME_PATTERN.test(one.name)) yield one;
  }
}
