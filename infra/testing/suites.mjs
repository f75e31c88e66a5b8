import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../workspace/folders.mjs';

/**
 * Every suite, the longest first: three run at a time, and what is long must not start last. `browser` comes at the end,
 * beside the last of the others: it waits for pages, and none of its limits is about how fast they are. `share`: how many times the
 * workers of another it has; the longest have more, so that none of them is left to run alone at the end. The agent's most:
 * it waits for programs and clocks (its files take 378 s one by one, of which 305 are processor time, measured 2026-11-27).
 */
export const SUITES = [
  { name: 'agent', kind: 'jest', folder: 'apps/agent', share: 3 },
  { name: 'storage', kind: 'jest', folder: 'libs/storage', share: 2 },
  { name: 'phone-simulator', kind: 'jest', folder: 'libs/phone-simulator' },
  { name: 'api', kind: 'jest', folder: 'apps/api', share: 2 },
  { name: 'phones', kind: 'jest', folder: 'libs/phones' },
  { name: 'admin-console', kind: 'jest', folder: 'apps/admin-console' },
  { name: 'bench', kind: 'node', folder: 'bench' },
  { name: 'fault-proxy', kind: 'jest', folder: 'libs/fault-proxy' },
  { name: 'idp-simulator', kind: 'jest', folder: 'libs/idp-simulator' },
  { name: 'policy', kind: 'jest', folder: 'libs/policy' },
  { name: 'contracts', kind: 'jest', folder: 'libs/contracts' },
  { name: 'infra', kind: 'node', folder: 'infra' },
  { name: 'e2e', kind: 'browser', folder: 'apps/e2e' },
];

const SPEC = { jest: /[.-]spec\.ts$/, node: /[.-]spec\.mjs$/, browser: /[.-]spec\.ts$/ };
const LONG = /\.(long|property)-spec\.ts$/;

/** The spec files of a suite, relative to the checkout. The long ones are left to `--long`, which runs nothing else. */
export function specFiles(suite, { long }) {
  const folder = join(workspace, suite.folder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => SPEC[suite.kind].test(file) && !/(^|\/)(node_modules|dist)\//.test(file))
    .filter((file) => (long ? LONG.test(file) : !file.endsWith('.long-spec.ts')))
    .map((file) => `${suite.folder}/${file}`)
    .sort();
}
