import { describe, expect, it } from '@jest/globals';
import { PolicyV1 } from '@holdfast/contracts';
import { explain } from '../faults/explain.js';
import { debuggingForbidden, expectDebuggingAllowed, isDebuggingForbidden } from './usb-debugging.js';

const policy = (usbDebugging: 'allowed' | 'remind-off' | 'never') =>
  PolicyV1.parse({ schema: 1, name: 'p', scope: { usbDebugging } });

describe('a policy without USB debugging', () => {
  it('concerns Android phones only', () => {
    expect(isDebuggingForbidden(policy('never'), 'android')).toBe(true);
    expect(isDebuggingForbidden(policy('never'), 'folder')).toBe(false);
    expect(isDebuggingForbidden(policy('never'), 'ios')).toBe(false);
    expect(isDebuggingForbidden(policy('remind-off'), 'android')).toBe(false);
  });

  it('ends runs and enrolments with a class, a plain sentence and the way that is left', () => {
    const refuse = (): void => expectDebuggingAllowed(policy('never'), 'android');
    expect(refuse).toThrow(expect.objectContaining({ causeClass: 'not-in-policy' }));
    expect(explain(debuggingForbidden())).toMatchObject({
      exit: 'refused',
      text: { holds: 'The phone was not opened.', next: expect.stringContaining('--phone folder:DIR') },
    });
    expect(() => expectDebuggingAllowed(policy('allowed'), 'android')).not.toThrow();
  });
});
