import { FIGURES } from './figures.mjs';

const pad = (cells, widths) =>
  `  ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ')}`;
const number = (value, places = 2) => (value === undefined || value === null ? '–' : value.toFixed(places));

/** The whole outcome as a person reads it: what was measured, then each figure beside its goal. */
export function report(document) {
  const lines = [about(document), ''];
  for (const [leg, tools] of Object.entries(document.measurements)) lines.push(leg, ...legLines(tools), '');
  lines.push('figures (ours through theirs, medians)', ...figureLines(document));
  if (document.failures.length > 0)
    lines.push('', 'not measured:', ...document.failures.map((failure) => `  ${failure}`));
  return `${lines.join('\n')}\n`;
}

function about({ size, seed, rounds, seconds, machine }) {
  const { cpu, cores, memoryMiB, kernel, node, restic, borg, loadBefore, loadAfter } = machine;
  return [
    `${(size / 1024 ** 2).toFixed(0)} MiB of corpus, seed ${seed}, ${rounds} rounds, ${seconds} s in all`,
    `${cpu}, ${cores} cores, ${memoryMiB} MiB, ${kernel}; load ${loadBefore} before, ${loadAfter} after`,
    `Node ${node}; ${restic ?? 'no restic'}; ${borg ?? 'no borg'}`,
  ].join('\n');
}

function legLines(tools) {
  const widths = [10, 9, 8, 8, 8, 11, 11];
  const lines = [pad(['operation', 'tool', 'wall s', 'CPU s', 'MiB', 'stored MiB', 'added MiB'], widths)];
  const operations = [...new Set(Object.values(tools).flatMap((tool) => Object.keys(tool)))];
  for (const operation of operations) {
    for (const [tool, measured] of Object.entries(tools)) {
      const found = measured[operation];
      if (found === undefined) continue;
      const mib = (bytes) => number(bytes === undefined ? undefined : bytes / 1024 ** 2, 1);
      const { wallSeconds, cpuSeconds, peakMiB, storedBytes, addedBytes } = found;
      const cells = [
        number(wallSeconds),
        number(cpuSeconds),
        number(peakMiB, 0),
        mib(storedBytes),
        mib(addedBytes),
      ];
      lines.push(pad([operation, tool, ...cells], widths));
    }
  }
  return lines;
}

function figureLines(document) {
  const widths = [30, 9, 9, 8];
  return [
    pad(['figure', 'measured', 'goal', ''], widths),
    ...FIGURES.map(({ name, goal }) => {
      const value = document[name];
      const verdict = goal === undefined ? '' : value === null ? 'unknown' : value <= goal ? 'met' : 'missed';
      return pad([name, number(value, 3), goal === undefined ? '' : `≤ ${goal}`, verdict], widths);
    }),
  ];
}
