import { z } from 'zod';
import { MATCHING } from '../faults/matching.js';
import type { Meddling, Met } from '../meddling.js';
import { emptyAnswer, xmlAnswer } from '../s3-answer.js';

/** A server that says that its bucket keeps versions and does not. In front of a bucket without them. */
export const IgnoreVersioning = z.strictObject({ fault: z.literal('ignore-versioning'), ...MATCHING });

const ENABLED =
  '<?xml version="1.0" encoding="UTF-8"?><VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
  '<Status>Enabled</Status></VersioningConfiguration>';

export function ignoreVersioning(_: z.output<typeof IgnoreVersioning>) {
  return ({ asked, note }: Met): Meddling => {
    if (!new URLSearchParams(asked.path.split('?')[1]).has('versioning')) return {};
    return {
      answer: () => {
        note('says that versions are kept');
        return asked.method === 'PUT' ? emptyAnswer(200) : xmlAnswer(200, ENABLED);
      },
    };
  };
}
