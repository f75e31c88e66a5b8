import { join } from 'node:path';
import { workspace } from './folders.mjs';

const inModules = (path) => join(workspace, 'node_modules', path);

/** The scripts of the tools, to be run with `node24()`: no shell, no PATH, no `.cmd` files on Windows. */
export const programs = {
  tsc: inModules('typescript-7/bin/tsc'),
  nx: inModules('nx/dist/bin/nx.js'),
  jest: inModules('jest/bin/jest.js'),
  esbuild: inModules('esbuild/lib/main.js'),
  eslint: inModules('eslint/bin/eslint.js'),
  prettier: inModules('prettier/bin/prettier.cjs'),
  playwright: inModules('@playwright/test/cli.js'),
};

/** What every tool gets: no background process, no question, no call home. */
export const quietTools = {
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  NG_CLI_ANALYTICS: 'false',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
};
