import { join } from 'node:path';

/** Everything that a quick start or demo keeps, below one folder. */
export const foldersBelow = (root) => ({
  root,
  data: join(root, 'server'),
  demoFile: join(root, 'server', 'demo.json'),
  workstation: join(root, 'demo-workstation'),
  recoveryCode: join(root, 'demo-workstation', 'recovery-code.txt'),
  phone: join(root, 'demo-phone'),
});
