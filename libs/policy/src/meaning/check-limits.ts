import { isOlderVersion } from '../gaps/is-older-version.js';
import { counted } from '../text/words.js';
import type { CheckedPolicy } from './checked-policy.js';
import { type PolicyFinding, refused, warning } from './finding.js';
import type { Surroundings } from './surroundings.js';

/** One object of a repository is up to so large; with less there is no room for the first one and its index. */
const SMALLEST_QUOTA = 67_108_864;
/** A gigabyte a day. */
const SLOW_UPLOAD = 11_574;

/** What of its limits leaves no room, or asks for what nobody has. */
export function checkLimits(
  { limits, scope }: CheckedPolicy,
  { newestAgentVersion }: Surroundings,
): PolicyFinding[] {
  const { quotaBytesPerEmployee: quota, uploadBytesPerSecond: rate, minimumAgentVersion } = limits;
  const found: PolicyFinding[] = [];
  if (quota !== null && quota < SMALLEST_QUOTA)
    found.push(
      refused(
        'quota-too-small',
        'limits.quotaBytesPerEmployee',
        `${counted(quota, 'byte')} are too few for the first objects of a repository.`,
        `Set quotaBytesPerEmployee to ${String(SMALLEST_QUOTA)} or more, or to null for no limit.`,
      ),
    );
  else if (quota !== null && scope.maxFileBytes !== null && quota < scope.maxFileBytes)
    found.push(
      refused(
        'quota-below-file-limit',
        'limits.quotaBytesPerEmployee',
        `Files of up to ${counted(scope.maxFileBytes, 'byte')} are asked for, and an employee’s repository may hold ${counted(quota, 'byte')}.`,
        'Raise the quota, or lower scope.maxFileBytes.',
      ),
    );
  if (rate !== null && rate < SLOW_UPLOAD)
    found.push(
      warning(
        'upload-slow',
        'limits.uploadBytesPerSecond',
        `At ${counted(rate, 'byte')} a second less than a gigabyte is sent in a day: the first backup of a phone takes weeks.`,
        'Raise uploadBytesPerSecond, or set it to null for no limit.',
      ),
    );
  if (
    minimumAgentVersion !== null &&
    newestAgentVersion !== undefined &&
    isOlderVersion(newestAgentVersion, minimumAgentVersion)
  )
    found.push(
      refused(
        'agent-version-unknown',
        'limits.minimumAgentVersion',
        `The newest agent is ${newestAgentVersion}: no workstation can have ${minimumAgentVersion}.`,
        `Set minimumAgentVersion to ${newestAgentVersion} or less.`,
      ),
    );
  return found;
}
