import { MAX_OBJECT_BYTES, ObjectName, type SignedRequest } from '@holdfast/contracts';
import { StorageError } from '../storage-error.js';
import { batched } from './batched.js';
import type { ListedObject, Location, PutObject } from './location.js';
import { refusalOf } from './refusal.js';
import { withRetries } from './retries.js';
import { AnswerTooLong, exchange, type Exchanged } from './signed-exchange.js';
import type { ObjectToSign, UrlSigner } from './url-signer.js';

const MOST_PER_SIGNING = 64;

/**
 * A location reached through signed URLs: the control plane's, or one's own bucket. Every byte goes straight to the
 * storage; the signer sees names and sizes only. A URL that has run out is signed again.
 *
 * @throws StorageError as `Location` declares; unreachable storage is tried five times with growing, jittered pauses
 */
export function signedLocation(signer: UrlSigner, options: { readonly place: string }): Location {
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
    place: options.place,
    put: (name, object) => withRetries(options.place, () => putOnce(signUpload, name, object)),
    get: (name) => withRetries(options.place, () => getOnce(signDownload, name)),
    stat: (name) => withRetries(options.place, () => stat(name)),
    list: (prefix) => checked(signer.list(prefix)),
    close: async () => {},
  };
}

async function putOnce(
  sign: (object: ObjectToSign) => Promise<SignedRequest>,
  name: string,
  object: PutObject,
): Promise<'stored' | 'present'> {
  const signed = await sign({ name, size: object.size, sha256: object.sha256 });
  if (signed.present) return 'present';
  const answer = await exchange(signed, exactly(object), 1024 * 1024);
  if (answer.status < 300) return 'stored';
  if (answer.status === 409 || answer.status === 412) return 'present';
  throw refusalOf(name, answer);
}

async function getOnce(sign: (name: string) => Promise<SignedRequest>, name: string): Promise<Uint8Array> {
  const answer = await download(await sign(name), name);
  if (answer.status === 200) return answer.bytes;
  throw refusalOf(name, answer);
}

async function download(signed: SignedRequest, name: string): Promise<Exchanged> {
  try {
    return await exchange(signed, undefined, MAX_OBJECT_BYTES);
  } catch (error) {
    if (!(error instanceof AnswerTooLong)) throw error;
    throw new StorageError(
      'object-altered',
      `${name} is larger than any object can be: it is not what was stored.`,
    );
  }
}

/** Passes a body on and stops it where it is not as long as it was announced: nothing wrong is ever stored. */
async function* exactly(object: PutObject): AsyncIterable<Uint8Array> {
  let length = 0;
  for await (const part of object.open()) {
    length += part.length;
    if (length > object.size) break;
    yield part;
  }
  if (length !== object.size) {
    throw new StorageError(
      'object-mismatch',
      `The object is ${length} bytes long and was announced as ${object.size}.`,
    );
  }
}

/** Names come from outside: what no repository could have written is passed over. */
async function* checked(listed: AsyncIterable<ListedObject>): AsyncIterable<ListedObject> {
  for await (const one of listed) if (ObjectName.safeParse(one.name).success) yield one;
}
