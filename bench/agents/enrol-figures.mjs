import { median, rounded } from '../engine/results.mjs';

/** @type {import('../phone/verdict.mjs').Figure[]} */
export const ENROL_FIGURES = [
  { name: 'enrol.seconds', most: 5 },
  { name: 'enrol.cpuSeconds' },
  { name: 'enrol.peakMiB' },
  { name: 'enrol.slowestSeconds' },
];

/** @param {readonly { wallSeconds: number, cpuSeconds: number, peakBytes: number }[]} runs one for each person */
export function enrolFigures(runs) {
  const of = (field) => median(runs.map((run) => run[field]));
  return {
    'enrol.seconds': rounded(of('wallSeconds')),
    'enrol.cpuSeconds': rounded(of('cpuSeconds')),
    'enrol.peakMiB': Math.round(of('peakBytes') / 1024 ** 2),
    'enrol.slowestSeconds': rounded(Math.max(...runs.map(({ wallSeconds }) => wallSeconds))),
  };
}

/**
 * Whether an enrolment is whole: what the program answered, what the control plane knows, and what the new workstation
 * lists of its repository.
 * @param {{ answered: any, workstation: any, phone: any, listed: any, employeeId: string }} seen
 * @returns {string | undefined} what lacks
 */
export function whatLacks({ answered, workstation, phone, listed, employeeId }) {
  if (answered.recoveryCodeProven !== true) return 'the recovery code was not proven';
  if (workstation?.employee.id !== employeeId || workstation.revokedOn !== null)
    return 'the control plane does not know the workstation';
  if (phone?.employee.id !== employeeId) return 'the control plane does not know the phone';
  if (listed.repositoryId !== answered.repositoryId || listed.snapshots?.length !== 0)
    return 'the workstation does not open its repository';
  return undefined;
}
