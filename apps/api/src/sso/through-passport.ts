import type { Profile, Strategy } from '@node-saml/passport-saml';
import type { Request, Response } from 'express';
import passport from 'passport';
import { Refusal } from './strict/index.js';

/** The same class, told by types of another version of Express that the package carries. */
const asPassports = (strategy: Strategy): passport.Strategy => strategy as unknown as passport.Strategy;

/** Lets passport send the browser to the identity provider. `relayState`: the path to come back to. */
export const goToProvider = (
  strategy: Strategy,
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

/** Lets passport verify a posted response. The caller has made sure that there is one. @throws Refusal `signature` */
export const verifyPosted = (strategy: Strategy, request: Request, response: Response): Promise<Profile> =>
  new Promise((resolve, reject) => {
    const answer = (error: unknown, profile: unknown): void => {
      if (!error && profile) resolve(profile as Profile);
      else reject(new Refusal('signature', 'The response is not valid.'));
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
