import { HttpErrorResponse } from '@angular/common/http';
import { describe, expect, it } from '@jest/globals';
import { faultText } from '../text/fault-texts';
import { faultOf } from './problem';

const answered = (status: number, error: unknown) => new HttpErrorResponse({ status, error });

describe('faults', () => {
  it('reads a problem document by its code', () => {
    const fault = faultOf(answered(409, { code: 'version-conflict', requestId: 'r-1', detail: 'why' }));
    expect(fault).toMatchObject({ code: 'version-conflict', status: 409, requestId: 'r-1', detail: 'why' });
    expect(faultText(fault)).toContain('Somebody else changed this');
  });

  it('finds the response inside what a resource wraps', () => {
    expect(faultOf(new Error('x', { cause: answered(404, { code: 'not-found' }) })).code).toBe('not-found');
  });

  it('tells no answer from a strange one', () => {
    expect(faultOf(answered(0, null)).code).toBe('offline');
    expect(faultOf(answered(502, '<html>')).code).toBe('unknown');
    expect(faultOf('nonsense').code).toBe('unknown');
  });

  it('shows the server’s own sentence for a code that has none here', () => {
    expect(faultText(faultOf(answered(422, { code: 'over-quota', detail: 'The quota is full.' })))).toBe(
      'The quota is full.',
    );
  });

  it('keeps only issues that are issues', () => {
    const issues = [{ path: 'policy.name', message: 'too long' }, { path: 7 }, null];
    expect(faultOf(answered(400, { code: 'request-invalid', issues })).issues).toEqual([issues[0]]);
  });
});
