import { commandFor, installPrograms } from './install-programs.mjs';
import { missingPrograms } from './system-programs.mjs';

/**
 * Makes sure of the system programs that the spec files need, by installing what is missing where that is allowed.
 * Prints what it does. Returns the programs that are still missing.
 */
export function providePrograms(files, print) {
  const missing = missingPrograms(files);
  if (missing.length === 0) return [];
  const packages = missing.flatMap((program) => program.packages);
  print(
    `Some suites need ${missing.map((program) => program.name).join(', ')}: installing ${packages.join(' ')} …`,
  );
  const { outcome, log } = installPrograms(packages);
  const left = missingPrograms(files);
  if (left.length === 0) return [];
  if (outcome === 'failed') print(`apt-get did not bring them in. The end of its log:\n${log}`);
  print(`This brings in what is missing: ${commandFor(left.flatMap((program) => program.packages))}`);
  return left;
}
