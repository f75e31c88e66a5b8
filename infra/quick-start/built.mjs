import { join } from 'node:path';
import { workspace } from '../workspace/folders.mjs';

/** Holdfast's programs as built. */
export const built = {
  api: join(workspace, 'apps/api/dist/main.js'),
  agent: join(workspace, 'apps/agent/dist/main.js'),
  phone: join(workspace, 'libs/phone-simulator/dist/main.js'),
  console: join(workspace, 'apps/admin-console/dist/browser/index.html'),
};
