import { Injectable } from '@nestjs/common';
import { Throttle } from '../entry/index.js';
import type { Person } from '../factors/index.js';

/**
 * Tries of second factors, counted by account, from wherever they come. A code is one of a million and three are right
 * at a time; a passkey cannot be guessed, and goes on working while codes are held up.
 */
@Injectable()
export class FactorThrottle {
  constructor(private readonly throttle: Throttle) {}

  attempt<T>({ companyId, personId }: Person, code: boolean, run: () => Promise<T>): Promise<T> {
    const who = `${companyId}/${personId}`;
    const rules = code
      ? [
          { what: 'codes of', who, most: 5, seconds: 900 },
          { what: 'codes in a day of', who, most: 50, seconds: 86_400 },
        ]
      : [{ what: 'passkeys of', who, most: 30, seconds: 900 }];
    return this.throttle.attempt(rules, run);
  }
}
