import preset from '../../jest.preset.mjs';

// Threads run what was built, since a thread cannot be started from a spec's sources.
export default { ...preset, rootDir: '.', globalSetup: '<rootDir>/build-before-specs.mjs' };
