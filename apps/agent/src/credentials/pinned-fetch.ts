import type { CustomFetch } from 'openid-client';
import { ControlPlaneUnreachable } from '../faults/problem-error.js';
import { boundedText } from '../managed/bounded-text.js';
import { unreachableReason } from '../managed/unreachable-reason.js';

const LARGEST_ANSWER = 256 * 1024;

/** Requests of `openid-client`: to the pinned origin only, never redirected, answers bounded; each tells its nonce. */
export function pinnedFetch(
  origin: string,
  heardNonce: (nonce: string) => void = () => undefined,
): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    if (new URL(url).origin !== origin) throw new ControlPlaneUnreachable(origin, 'it names another place');
    try {
      const response = await fetch(url, {
        method,
        headers,
        redirect: 'error',
        ...(body === undefined || body === null ? {} : { body }),
        ...(signal ? { signal } : {}),
      });
      const nonce = response.headers.get('dpop-nonce');
      if (nonce !== null) heardNonce(nonce);
      const { status } = response;
      const text = await boundedText(response, LARGEST_ANSWER);
      return new Response(status === 204 ? null : text, { status, headers: response.headers });
    } catch (error) {
      throw new ControlPlaneUnreachable(origin, unreachableReason(error), { cause: error });
    }
  };
}
