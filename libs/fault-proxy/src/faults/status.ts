import { z } from 'zod';
import type { Meddling, Met } from '../meddling.js';
import { s3Error } from '../s3-answer.js';
import { MATCHING } from './matching.js';

const CODES: Record<number, string> = {
  400: 'InvalidRequest',
  403: 'AccessDenied',
  404: 'NoSuchKey',
  408: 'RequestTimeout',
  409: 'OperationAborted',
  412: 'PreconditionFailed',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'SlowDown',
  507: 'InsufficientStorage',
};

/** An S3 error in the upstream's stead; nothing reaches it. */
export const Status = z.strictObject({
  fault: z.literal('status'),
  status: z.int().min(300).max(599),
  /** S3's code; the usual one of the status by default. */
  code: z
    .string()
    .regex(/^\w{1,80}$/)
    .optional(),
  retryAfterSeconds: z.int().min(0).optional(),
  ...MATCHING,
});

export function status({ status: number, code, retryAfterSeconds }: z.output<typeof Status>) {
  const named = code ?? CODES[number] ?? 'InternalError';
  const more = retryAfterSeconds === undefined ? [] : [['retry-after', `${retryAfterSeconds}`] as const];
  return ({ note }: Met): Meddling => ({
    answer: () => {
      note(`answers ${number} ${named}`);
      return s3Error(number, named, more);
    },
  });
}
