import { describe, expect, it } from '@jest/globals';
import { PolicyV1 } from '@holdfast/contracts';
import { expectDebuggingAllowed, expectEnrollable, isDebuggingForbidden } from './usb-debugging.js';

const policy = (usbDebugging: 'allowed' | 'remind-off' | 'never') =>
  PolicyV1.parse({ schema: 1, name: 'p', scope: { usbDebugging } });

describe('a policy without USB debugging', () => {
  it('concerns Android phones only', () => {
    expect(isDebuggingForbidden(policy('never'), 'android')).toBe(true);
    expect(isDebuggingForbidden(policy('never'), 'folder')).toBe(false);
    expect(isDebuggingForbidden(policy('never'), 'ios')).toBe(false);
    expect(isDebuggingForbidden(policy('remind-off'), 'android')).toBe(false);
  });

  it('ends a run with its class, and an enrolment with the way that is left', () => {
    expect(() => expectDebuggingAllowed(policy('never'), 'android')).toThrow(
      expect.objectContaining({ causeClass: 'not-in-policy' }),
    );
    expect(() => expectEnrollable(policy('never'), 'android')).toThrow(
      expect.objectContaining({
        exit: 'refused',
        text: expect.objectContaining({ next: expect.stringContaining('folder:DIR') }),
      }),
    );
    expect(() => expectEnrollable(policy('allowed'), 'android')).not.toThrow();
  });
});
