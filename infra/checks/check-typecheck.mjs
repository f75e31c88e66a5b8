// Type-checks every project with its specs. A project without a `typecheck` target would be skipped silently by Nx: here
// that is a failure.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../testing/run-program.mjs';
import { workspace } from '../workspace/folders.mjs';
import { programs } from '../workspace/programs.mjs';

const projects = [
  ...['apps', 'libs'].flatMap((kind) => readdirSync(join(workspace, kind)).map((name) => `${kind}/${name}`)),
  'bench',
];
const unchecked = projects.filter((project) => !hasTarget(project));
for (const project of unchecked) process.stdout.write(`${project} has no "typecheck" target\n`);

const checked = await runProgram([
  programs.nx,
  'run-many',
  '-t',
  'typecheck',
  '--output-style=static',
  '--nx-bail=false',
]);
if (checked.code !== 0) process.stdout.write(checked.said);
const tools = await runProgram([programs.tsc, '-p', 'infra/tsconfig.json']);
if (tools.code !== 0) process.stdout.write(tools.said);
process.exitCode =
  checked.code !== 0 || tools.code !== 0 || unchecked.length > 0 || projects.length === 0 ? 1 : 0;

function hasTarget(project) {
  const targets = ['project.json', 'package.json'].map((file) => {
    const path = join(workspace, project, file);
    if (!existsSync(path)) return undefined;
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    return (manifest.nx ?? manifest).targets?.typecheck;
  });
  return targets.some((target) => target !== undefined);
}
