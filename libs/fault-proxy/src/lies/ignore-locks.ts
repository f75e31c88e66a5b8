import { z } from 'zod';
import { MATCHING } from '../faults/matching.js';
import { without } from '../headers.js';
import type { Answer, Asked, Meddling, Met } from '../meddling.js';
import { emptyAnswer, s3Error, xmlAnswer } from '../s3-answer.js';

/** A server that takes every word about locks and locks nothing. */
export const IgnoreLocks = z.strictObject({
  fault: z.literal('ignore-locks'),
  /** It gives back what it was told, so that only the forbidden act finds it out. */
  readsBack: z.boolean().default(true),
  ...MATCHING,
});

const LOCK_HEADER = /^x-amz-(object-lock-|bypass-governance-retention$)/;
const MOST_REMEMBERED = 10_000;

export function ignoreLocks({ readsBack }: z.output<typeof IgnoreLocks>) {
  const told = new Map<string, string>();
  return ({ asked, note }: Met): Meddling => {
    const subject = subjectOf(asked);
    const answer = ({ key, what }: Subject, body: Buffer): Answer | undefined => {
      if (asked.method === 'PUT') {
        note(`takes a ${what} and keeps nothing of it`);
        if (told.size < MOST_REMEMBERED) told.set(key, body.toString());
        return emptyAnswer(200);
      }
      const known = readsBack ? told.get(key) : undefined;
      if (asked.method !== 'GET' || known === undefined)
        return readsBack ? undefined : s3Error(404, 'NoSuchObjectLockConfiguration');
      note(`reads a ${what} back that does not hold`);
      return xmlAnswer(200, known);
    };
    return {
      ...(subject ? { answer: (body: Buffer) => answer(subject, body) } : {}),
      rewrite: (request) => {
        const headers = without(request.headers, (name) => LOCK_HEADER.test(name));
        if (headers.length === request.headers.length) return request;
        note('drops the headers of a lock');
        return { ...request, headers };
      },
    };
  };
}

interface Subject {
  readonly what: string;
  readonly key: string;
}

/** `?retention`, `?legal-hold` and `?object-lock`, of which object and version. */
function subjectOf({ path }: Asked): Subject | undefined {
  const [where, text = ''] = path.split('?');
  const query = new URLSearchParams(text);
  const what = ['retention', 'legal-hold', 'object-lock'].find((name) => query.has(name));
  return what === undefined
    ? undefined
    : { what, key: [where, what, query.get('versionId') ?? ''].join('?') };
}
