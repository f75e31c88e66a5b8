import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  rootDir: '.',
  globalSetup: '<rootDir>/src/testing/global-setup.mjs',
  globalTeardown: '<rootDir>/src/testing/global-teardown.mjs',
  maxWorkers: '100%',
  // A first database of a run is made from its migrations; on two busy cores that takes a few seconds.
  testTimeout: 30_000,
};
