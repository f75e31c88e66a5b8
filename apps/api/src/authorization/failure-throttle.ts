import { Injectable } from '@nestjs/common';
import type { Context, Next } from 'koa';
import { Throttle } from '../entry/index.js';
import { DomainError } from '../problems/domain-error.js';

/** From one address: an office full of laptops that enrol on one morning is far below it. */
const MOST = { failures: 300, requests: 3000 };
const SECONDS = 900;

/** The request was answered, and its answer counts. */
class Counted extends Error {}

/**
 * Bounds what one address can make the authorization server do in vain. What it checks cannot be guessed, so only failures
 * count; a request for authorization leaves a row behind, so each counts. A nonce that was not known yet is no failure.
 */
@Injectable()
export class FailureThrottle {
  constructor(private readonly throttle: Throttle) {}

  async run(ctx: Context, next: Next): Promise<void> {
    const path = ctx.path;
    const asks = path === '/auth';
    if (!asks && !path.startsWith('/token')) return next();
    const most = asks ? MOST.requests : MOST.failures;
    const rule = { what: asks ? 'authorize' : 'agent-token', who: addressOf(ctx), most, seconds: SECONDS };
    try {
      await this.throttle.unlessFailing(rule, async () => {
        await next();
        if (asks || (ctx.status >= 400 && errorOf(ctx.body) !== 'use_dpop_nonce')) throw new Counted();
      });
    } catch (error) {
      if (error instanceof Counted) return;
      if (!(error instanceof DomainError) || error.code !== 'too-many-requests') throw error;
      ctx.status = 429;
      ctx.set('retry-after', String(error.context.retryAfterSeconds ?? SECONDS));
      ctx.set('cache-control', 'no-store');
      ctx.body = { error: 'temporarily_unavailable', error_description: 'too-many-requests' };
    }
  }
}

const errorOf = (body: unknown): unknown => (body as { error?: unknown } | null)?.error;

/** As Express found it, by the number of proxies in front that are believed. */
const addressOf = (ctx: Context): string => (ctx.req as { ip?: string }).ip ?? 'unknown';
