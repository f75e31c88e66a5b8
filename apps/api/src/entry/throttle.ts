import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SecretKey } from '../configuration/index.js';
import { API_DATA_SOURCE } from '../database/tenant.js';
import { DomainError } from '../problems/domain-error.js';
import { countAttempt, failuresUntil, forgiveAttempt } from './entry-rows.js';

/** How many tries of one thing within one window. */
export interface ThrottleRule {
  readonly what: string;
  readonly who: string;
  readonly most: number;
  readonly seconds: number;
}

const tooMany = (seconds: number): DomainError =>
  new DomainError(
    'too-many-requests',
    `Too many tries. Nothing was changed. Try again in ${Math.ceil(seconds / 60)} min.`,
    { retryAfterSeconds: seconds },
  );

/**
 * Counts tries in PostgreSQL, so that any number of servers share one count. A try is counted before it is made and
 * forgiven when it succeeds: many at once cannot slip through, and whoever knows the secret is never held up.
 */
@Injectable()
export class Throttle {
  /** Seen below their limit within the last second: a rush from one address (a company's) looks once a second. */
  private readonly clean = new Set<string>();
  readonly forgetting = setInterval(() => this.clean.clear(), 1000).unref();

  constructor(
    @Inject(API_DATA_SOURCE) private readonly source: DataSource,
    private readonly secretKey: SecretKey,
  ) {}

  /**
   * The same for what cannot be guessed, only flooded: a failure is counted after it happened, so whoever succeeds costs
   * one look. Throws `too-many-requests`, or what `attempt` throws.
   */
  async unlessFailing<T>(rule: ThrottleRule, attempt: () => Promise<T>): Promise<T> {
    const name = `${rule.what}\0${rule.who}`;
    const key = this.secretKey.keyedHash('throttle', name);
    if (!this.clean.has(name)) {
      const seconds = await failuresUntil(this.source, key, rule.most);
      if (seconds !== undefined) throw tooMany(seconds);
      this.clean.add(name);
    }
    try {
      return await attempt();
    } catch (error) {
      this.clean.delete(name);
      await countAttempt(this.source, key, rule.seconds);
      throw error;
    }
  }

  /** Throws `too-many-requests` with the seconds until a retry helps; else runs `attempt`. */
  async attempt<T>(rules: readonly ThrottleRule[], attempt: () => Promise<T>): Promise<T> {
    const keys = rules.map((rule) => this.secretKey.keyedHash('throttle', `${rule.what}\0${rule.who}`));
    for (const [index, rule] of rules.entries()) {
      const { count, resetsInSeconds } = await countAttempt(this.source, keys[index] as Buffer, rule.seconds);
      if (count > rule.most) {
        throw tooMany(resetsInSeconds);
      }
    }
    const result = await attempt();
    for (const key of keys) await forgiveAttempt(this.source, key);
    return result;
  }
}
