import { programs } from '../workspace/programs.mjs';

const nx = (...args) => [programs.nx, ...args, '--output-style=static'];

/** What `npm run check` holds, in order. Each step is a list of scripts; all of them run, and one failure fails the step. `sources`: it reads nothing that a build makes. */
export const STEPS = [
  {
    name: 'format',
    repair: 'npm run format',
    sources: true,
    scripts: [[programs.prettier, '--check', '--log-level', 'warn', '.']],
  },
  { name: 'lint', sources: true, scripts: [[programs.eslint, '.', '--max-warnings', '0']] },
  { name: 'build', scripts: [nx('run-many', '-t', 'build')] },
  { name: 'typecheck', scripts: [['infra/checks/check-typecheck.mjs']] },
  { name: 'unit', scripts: [['infra/checks/check-unit.mjs']] },
  { name: 'boundaries', scripts: [['infra/checks/architecture/check-architecture.mjs']] },
  {
    name: 'drift',
    scripts: [
      ['apps/api/dist/openapi/write.js', '--check'],
      ['apps/admin-console/client.mjs', '--check'],
      ['infra/checks/licences/write.mjs', '--check'],
    ],
  },
  { name: 'licences', scripts: [['infra/checks/licences/check-licences.mjs']] },
  { name: 'binaries', scripts: [['infra/checks/check-binaries.mjs']] },
];
