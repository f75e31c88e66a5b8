import type { CheckedPolicy } from './checked-policy.js';
import { type PolicyFinding, warning } from './finding.js';

/** What nobody would hear of. */
export function checkProof({ proof, reminders }: CheckedPolicy): PolicyFinding[] {
  const found: PolicyFinding[] = [];
  if (proof.verifyEveryDays === 0 && proof.fullReadEveryDays === 0 && proof.drillEveryDays === 0)
    found.push(
      warning(
        'never-proven',
        'proof',
        'Nothing that is stored is ever read back: a backup that has not been read back is a hope.',
        'Set verifyEveryDays or drillEveryDays.',
      ),
    );
  const { channels, escalateTo, escalateAfterDays, resendAfterDays } = reminders;
  if (channels.length === 0)
    found.push(
      warning(
        'nobody-reminded',
        'reminders.channels',
        'Nobody is told that their phone is not protected.',
        'Add agent or email to channels.',
      ),
    );
  else if (escalateTo !== 'nobody' && escalateAfterDays < resendAfterDays)
    found.push(
      warning(
        'escalated-at-once',
        'reminders.escalateAfterDays',
        'A gap is told further before its person has heard of it twice.',
        'Let escalateAfterDays be resendAfterDays or more.',
      ),
    );
  return found;
}
