import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SAML } from '@node-saml/passport-saml';

const load = createRequire(import.meta.url);

/** The manifest of the package that a file of it belongs to. */
const manifestOf = (name: string): { version: string; dependencies: Record<string, string> } =>
  load(join(load.resolve(name), '../../package.json')) as never;

const atLeast = (version: string, least: string): boolean =>
  version.localeCompare(least, 'en', { numeric: true }) >= 0;

describe('the library that computes signatures', () => {
  it('is one whose known holes are closed, and not the abandoned one of nearly the same name', () => {
    expect(atLeast(manifestOf('@node-saml/passport-saml').version, '5.1.1')).toBe(true);
    // CVE-2025-54369 and -54419: until 5.1.0 it read more than the signature covered.
    expect(atLeast(manifestOf('@node-saml/node-saml').version, '5.1.0')).toBe(true);
    // CVE-2025-29774 and -29775: until 6.0.1 a second SignedInfo, or a comment in a digest, passed.
    expect(atLeast(manifestOf('xml-crypto').version, '6.0.1')).toBe(true);
    const lock = readFileSync(join(import.meta.dirname, '../../../../package-lock.json'), 'utf8');
    expect(lock).not.toContain('"node_modules/passport-saml"');
    expect(atLeast('5.0.9', '5.1.1')).toBe(false);
  });

  it('still hands the text that was verified to the method that keeps it', () => {
    expect(SAML.prototype).toHaveProperty('getSignedAssertion');
  });
});
