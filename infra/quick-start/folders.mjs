import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const workspace = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The programs as built. */
export const programs = {
  api: join(workspace, 'apps/api/dist/main.js'),
  agent: join(workspace, 'apps/agent/dist/main.js'),
  phone: join(workspace, 'libs/phone-simulator/dist/main.js'),
  console: join(workspace, 'apps/admin-console/dist/browser/index.html'),
};

/** Everything that a quick start or demo keeps, below one folder. */
export const foldersBelow = (root) => ({
  root,
  data: join(root, 'server'),
  demoFile: join(root, 'server', 'demo.json'),
  workstation: join(root, 'demo-workstation'),
  recoveryCode: join(root, 'demo-workstation', 'recovery-code.txt'),
  phone: join(root, 'demo-phone'),
});
