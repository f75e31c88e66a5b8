import type { AbstractStrategy, Profile } from '@node-saml/passport-saml';
import type { SsoRefusal } from '@holdfast/contracts';
import type { Request, Response } from 'express';
import passport from 'passport';
import { Refusal } from './strict/index.js';

/** The same class, told by types of another version of Express that the package carries. */
const asPassports = (strategy: AbstractStrategy): passport.Strategy =>
  strategy as unknown as passport.Strategy;

/** Lets passport send the browser to the identity provider. `relayState`: the path to come back to. */
export const goToProvider = (
  strategy: AbstractStrategy,
  request: Request,
  response: Response,
  relayState: string,
): Promise<void> =>
  new Promise((resolve, reject) => {
    response.once('finish', resolve);
    const options = { session: false, additionalParams: { RelayState: relayState } };
    const go = passport.authenticate(asPassports(strategy), options as never) as (
      request: Request,
      response: Response,
      next: (error: unknown) => void,
    ) => void;
    go(request, response, reject);
  });

/** What the library says of a response that it does not take, as far as it names a rule. */
const LIBRARY: readonly [RegExp, SsoRefusal, string][] = [
  [/not yet valid/i, 'not-yet-valid', 'The assertion is not valid yet: compare the clocks.'],
  [/too old/i, 'too-old', 'The assertion is too old.'],
  [
    /expired|valid subject confirmation/i,
    'expired',
    'The assertion has ended, or its confirmation does not hold.',
  ],
  [/audience/i, 'audience', 'The assertion is not for us.'],
  [
    /rsa routines|decrypt|unsupported state|authenticate data/i,
    'decryption',
    'The assertion is not encrypted for the certificate that Holdfast gave.',
  ],
  [/InResponseTo/, 'in-response-to', 'The assertion answers another request.'],
];

const refusalFor = (error: unknown): Refusal => {
  const { message } = (error ?? {}) as { message?: unknown };
  const [, code, detail] = LIBRARY.find(([pattern]) => pattern.test(String(message))) ?? [];
  return code && detail
    ? new Refusal(code, detail)
    : new Refusal('signature', 'No certificate of the identity provider fits what has to be signed.');
};

/** Lets passport verify a posted response. The caller has made sure that there is one. @throws Refusal */
export const verifyPosted = (
  strategy: AbstractStrategy,
  request: Request,
  response: Response,
): Promise<Profile> =>
  new Promise((resolve, reject) => {
    const answer = (error: unknown, profile: unknown): void => {
      if (!error && profile) resolve(profile as Profile);
      else reject(refusalFor(error));
    };
    const verify = passport.authenticate(asPassports(strategy), { session: false }, answer) as (
      request: Request,
      response: Response,
      next: (error: unknown) => void,
    ) => void;
    verify(request, response, (error) => {
      answer(error ?? true, undefined);
    });
  });
