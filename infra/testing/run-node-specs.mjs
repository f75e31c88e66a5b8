// node run-node-specs.mjs REPORT FILE…: runs `node:test` files and writes what the runner counts, as JSON.
import { writeFileSync } from 'node:fs';
import { run } from 'node:test';
import { inspect } from 'node:util';

const [report, ...files] = process.argv.slice(2);
const result = { passed: 0, failed: 0, skipped: 0, failures: [] };
const isTest = (event) => event.details.type === 'test';

for await (const { type, data } of run({ files, concurrency: 1, isolation: 'process' })) {
  if (type === 'test:pass' && isTest(data)) {
    if (data.skip !== undefined || data.todo !== undefined) result.skipped++;
    else result.passed++;
  }
  if (type === 'test:fail' && isTest(data)) {
    result.failed++;
    result.failures.push(
      `${data.file}:${data.line} ${data.name}\n${inspect(data.details.error.cause ?? data.details.error)}`,
    );
  }
}
writeFileSync(report, JSON.stringify(result));
process.exitCode = result.failed > 0 ? 1 : 0;
