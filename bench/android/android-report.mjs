import { ANDROID_FIGURES, verdict } from './android-figures.mjs';

/** What was measured as a person reads it: each figure beside its goal. */
export function androidReport(document) {
  const { machine, files, bytes, pairs, seconds, failures } = document;
  const lines = [
    `${files} files, ${(bytes / 1e6).toFixed(0)} MB, ${pairs} pairs, ${seconds} s in all`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryMiB} MiB, ${machine.kernel}; load ${machine.loadBefore} before, ${machine.loadAfter} after`,
    `Node ${machine.node}; adb ${machine.adb}`,
    '',
  ];
  for (const figure of ANDROID_FIGURES) {
    const value = document[figure.name];
    const goal =
      figure.most !== undefined ? `≤ ${figure.most}` : figure.least !== undefined ? `≥ ${figure.least}` : '';
    lines.push(
      `  ${figure.name.padEnd(24)}${String(value ?? '–').padStart(11)}${goal.padStart(10)}  ${verdict(figure, value)}`,
    );
  }
  if (failures.length > 0) lines.push('', 'not measured:', ...failures.map((failure) => `  ${failure}`));
  return `${lines.join('\n')}\n`;
}
