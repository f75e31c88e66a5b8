import { describe, expect, it } from '@jest/globals';
import { refusalOf, saysPresent } from './refusal.js';

const xml = (code: string): string =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Key>secret</Key></Error>`;
const answer = (status: number, text: string) => ({ status, bytes: new TextEncoder().encode(text) });

describe('a refusal of the storage', () => {
  it.each([
    ['GET', 404, xml('NoSuchKey'), 'object-missing', false],
    ['GET', 404, xml('NoSuchBucket'), 'location-refused', false],
    ['PUT', 404, '', 'location-refused', false],
    ['PUT', 507, '', 'location-full', false],
    ['PUT', 403, xml('QuotaExceeded'), 'location-full', false],
    ['PUT', 403, xml('AccountProblem'), 'location-suspended', false],
    ['GET', 402, '', 'location-suspended', false],
    ['PUT', 400, xml('XAmzContentSHA256Mismatch'), 'object-mismatch', true],
    ['PUT', 400, xml('BadDigest'), 'object-mismatch', true],
    ['PUT', 422, '{"code": "object-mismatch"}', 'object-mismatch', true],
    ['PUT', 400, xml('InvalidRequest'), 'location-refused', false],
    ['PUT', 503, xml('SlowDown'), 'location-unreachable', true],
    ['GET', 429, '', 'location-unreachable', true],
    ['PUT', 400, xml('RequestTimeout'), 'location-unreachable', true],
    ['PUT', 403, xml('RequestTimeTooSkewed'), 'location-refused', true],
    ['PUT', 409, xml('OperationAborted'), 'location-unreachable', true],
    ['GET', 302, '', 'location-refused', false],
    ['GET', 403, '\u001b[31m'.repeat(5000), 'location-refused', true],
  ] as const)('%s %i %.60j is %s', (method, status, text, code, retryHelps) => {
    const refusal = refusalOf(method, 'config', answer(status, text));
    expect(refusal).toMatchObject({ code, retryHelps });
    // eslint-disable-next-line no-control-regex -- an escape sequence is what must not come through
    expect(refusal.message).not.toMatch(/secret|\u001b/);
  });

  it.each([
    [409, '{"code":"object-exists"}', true],
    [412, xml('PreconditionFailed'), true],
    [409, xml('OperationAborted'), false],
    [403, '', false],
  ])('%i %s says present: %s', (status, text, present) => {
    expect(saysPresent(answer(status, text))).toBe(present);
  });
});
