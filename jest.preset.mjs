/** Shared Jest preset of the Node projects: native ESM, SWC transform, decorator metadata for Nest's injection. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/src/**/*-spec.ts'],
  injectGlobals: false,
  // A file begins in a process of its own once the last ones have left much behind: all that lies there is looked at in
  // each collection, and buffers outside of the heap cause many.
  workerIdleMemoryLimit: '300MB',
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        swcrc: false,
      },
    ],
  },
};
