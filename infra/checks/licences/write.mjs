// node write.mjs [--check]: writes docs/licences.md and docs/sbom.cdx.json from the lock, or says whether they still follow
// from it (exit code 1 when not).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../../workspace/folders.mjs';
import { billOfMaterials } from './bill-of-materials.mjs';
import { licenceTable } from './licence-table.mjs';
import { lockedPackages } from './locked-packages.mjs';

const check = process.argv.includes('--check');
const packages = lockedPackages(workspace);
const documents = {
  'docs/licences.md': licenceTable(packages),
  'docs/sbom.cdx.json': billOfMaterials(workspace, packages),
};

for (const [file, text] of Object.entries(documents)) {
  const path = join(workspace, file);
  if (!check) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    process.stdout.write(
      `${file} does not follow from package-lock.json. Run: node infra/checks/licences/write.mjs\n`,
    );
    process.exitCode = 1;
  }
}
