import { limitOf, verdict } from './verdict.mjs';

/**
 * What was measured as a person reads it: each figure beside its goal.
 * @param {any} document
 * @param {readonly import('./verdict.mjs').Figure[]} figures
 * @param {string} programs their versions
 */
export function phoneReport(document, figures, programs) {
  const { machine, files, bytes, pairs, seconds, failures } = document;
  const lines = [
    `${files} files, ${(bytes / 1e6).toFixed(0)} MB, ${pairs} pairs, ${seconds} s in all`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryMiB} MiB, ${machine.kernel}; load ${machine.loadBefore} before, ${machine.loadAfter} after`,
    `Node ${machine.node}; ${programs}`,
    '',
  ];
  const width = 4 + Math.max(...figures.map(({ name }) => name.length));
  for (const figure of figures) {
    const value = document[figure.name];
    const most = limitOf(figure, document) ?? undefined;
    const goal = most !== undefined ? `≤ ${most}` : figure.least !== undefined ? `≥ ${figure.least}` : '';
    lines.push(
      `  ${figure.name.padEnd(width)}${String(value ?? '–').padStart(11)}${goal.padStart(12)}  ${verdict(figure, document)}`,
    );
  }
  if (failures.length > 0) lines.push('', 'not measured:', ...failures.map((failure) => `  ${failure}`));
  return `${lines.join('\n')}\n`;
}
