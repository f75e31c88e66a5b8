import type { Answer } from './meddling.js';

/** An S3 error as servers write it. */
export function s3Error(
  status: number,
  code: string,
  more: readonly (readonly [string, string])[] = [],
): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return xmlAnswer(status, body, more);
}

export function xmlAnswer(
  status: number,
  body: string,
  more: readonly (readonly [string, string])[] = [],
): Answer {
  const headers = [
    ['content-type', 'application/xml'],
    ['content-length', `${Buffer.byteLength(body)}`],
    ...more,
  ];
  return { status, headers: headers as [string, string][], body };
}

export const emptyAnswer = (status: number, more: readonly (readonly [string, string])[] = []): Answer => ({
  status,
  headers: [['content-length', '0'], ...more],
  body: '',
});
