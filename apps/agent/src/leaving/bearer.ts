import type { Credential } from '../credentials/index.js';

/** A token that whoever has it is let in by, for an hour; undefined: nothing yet. Another one is asked for by who got it. */
export const bearer = (token: string | undefined): Credential => ({
  authorize: () =>
    Promise.resolve({
      accessToken: token ?? '',
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    }),
  heardNonce: () => undefined,
  renew: () => Promise.reject(new Error('A bearer token is not renewed')),
});
