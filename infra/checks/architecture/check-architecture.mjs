// node check-architecture.mjs [ROOT]: walks the import graph and prints the chain of every import that breaks a rule of
// ARCHITECTURE.md. Exit code 1 when there is one.
import { workspace } from '../../workspace/folders.mjs';
import { describeViolation, violations } from './violations.mjs';

const { files, found } = violations(process.argv[2] ?? workspace);
for (const violation of found) process.stdout.write(`${describeViolation(violation)}\n\n`);
process.stdout.write(`${files} files, ${found.length} broken rules\n`);
// A walk that saw nothing proves nothing.
process.exitCode = found.length > 0 || files === 0 ? 1 : 0;
