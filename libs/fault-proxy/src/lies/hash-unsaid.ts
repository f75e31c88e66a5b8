import { withValue, without } from '../headers.js';
import type { Asked } from '../meddling.js';

/** The request without anything by which a server could tell that its body is another one. Must be signed anew. */
export function hashUnsaid(asked: Asked): Asked {
  const rest = without(asked.headers, (name) => name === 'content-md5' || name.startsWith('x-amz-checksum-'));
  return { ...asked, headers: withValue(rest, 'x-amz-content-sha256', 'UNSIGNED-PAYLOAD') };
}
