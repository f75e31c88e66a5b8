// Fails for every package of the lock whose licence is not on the list, or which nobody could read.
import { workspace } from '../../workspace/folders.mjs';
import { allowedLicence } from './allowed-licence.mjs';
import { lockedPackages } from './locked-packages.mjs';

const packages = lockedPackages(workspace);
const refused = packages.filter((entry) => !allowedLicence(entry.licence, entry));
for (const { name, version, licence, development } of refused) {
  const use = development ? 'for development' : 'given away with Holdfast';
  process.stdout.write(`${name}@${version} (${use}): ${licence ?? 'no licence stated'} is not on the list\n`);
}
process.stdout.write(`${packages.length} packages, ${refused.length} refused\n`);
process.exitCode = refused.length > 0 || packages.length === 0 ? 1 : 0;
