// The tests that need nothing but this checkout: `*.spec.ts` and properties, and the specs of the tools. What needs a
// database, a server or a phone belongs to `npm test`.
import { inTurns } from '../testing/in-turns.mjs';
import { fault } from '../testing/results.mjs';
import { runSuite } from '../testing/run-suite.mjs';
import { SUITES, specFiles } from '../testing/suites.mjs';
import { suiteLine } from '../testing/summary.mjs';

const WITHOUT_IO = /\.(spec\.(ts|mjs)|property-spec\.ts)$/;

await inTurns(
  SUITES.filter((suite) => suite.kind !== 'browser'),
  2,
  async (suite) => {
    const files = specFiles(suite, { long: false }).filter((file) => WITHOUT_IO.test(file));
    const result = await runSuite(suite, files, { seed: undefined });
    process.stdout.write(`${suiteLine(result)}\n`);
    for (const failure of result.failures) process.stdout.write(`\n${suite.name}: ${failure}\n`);
    if (fault(result)) process.exitCode = 1;
  },
);
