import { categoriesOffTheRecord } from '../scope/categories-off-the-record.js';
import { isWholeIphoneOffTheRecord } from '../scope/is-whole-iphone-off-the-record.js';
import { counted, listed } from '../text/words.js';
import type { CheckedPolicy } from './checked-policy.js';
import { type PolicyFinding, refused, warning } from './finding.js';
import type { Surroundings } from './surroundings.js';

/** What is asked of people without the reason that has to be on record first, and who could open what. */
export function checkPrivacy(policy: CheckedPolicy, surroundings: Surroundings): PolicyFinding[] {
  return [...checkReasons(policy, surroundings.byDefault), ...checkKeys(policy, surroundings.hasCompanyKey)];
}

function checkReasons(policy: CheckedPolicy, byDefault: readonly string[]): PolicyFinding[] {
  const { privacy, scope } = policy;
  const beyond = [...new Set([...scope.categories, ...scope.optionalCategories])].filter(
    (category) => !byDefault.includes(category),
  );
  const off = categoriesOffTheRecord(policy, byDefault);
  const found: PolicyFinding[] = [];
  if (off.length > 0 || isWholeIphoneOffTheRecord(policy))
    found.push(
      refused(
        'reason-missing',
        'privacy',
        `Before ${listed([...off, ...(scope.iosBackup === 'whole' ? ['whole iPhones'] : [])])} may be read, purpose and lawful basis have to be on record.`,
        'Write down purpose and lawfulBasis (and the agreement, where there is a works council), or leave it out.',
      ),
    );
  else if (
    (beyond.length > 0 || scope.iosBackup === 'whole') &&
    privacy.lawfulBasis === 'agreement' &&
    privacy.worksCouncilAgreement.trim() === ''
  )
    found.push(
      refused(
        'agreement-missing',
        'privacy.worksCouncilAgreement',
        'The lawful basis is an agreement with the works council, and which one is not on record.',
        'Name the agreement and its date in worksCouncilAgreement.',
      ),
    );
  return found;
}

function checkKeys({ privacy, proof }: CheckedPolicy, hasCompanyKey: boolean): PolicyFinding[] {
  const { companyKey, restoreApprovals } = privacy;
  const found: PolicyFinding[] = [];
  if (companyKey === 'none') {
    if (restoreApprovals > 0)
      found.push(
        warning(
          'approvals-without-key',
          'privacy.restoreApprovals',
          `${counted(restoreApprovals, 'approval')} for restores with the company’s key, which this policy does not have: there is nothing to approve.`,
          'Set restoreApprovals to 0, or companyKey to split.',
        ),
      );
    if (proof.recoveryCodeEveryDays === 0)
      found.push(
        warning(
          'nobody-but-employee',
          'privacy.companyKey',
          'Who loses the workstation and the recovery code loses every backup, and nobody is asked to try the code.',
          'Set proof.recoveryCodeEveryDays, or companyKey to split.',
        ),
      );
    return found;
  }
  if (!hasCompanyKey)
    found.push(
      warning(
        'key-not-registered',
        'privacy.companyKey',
        'The company’s recovery key is to open backups, and none is registered: until then only employees can.',
        'Make the key and register it, or set companyKey to none.',
      ),
    );
  if (companyKey === 'single' && restoreApprovals === 0)
    found.push(
      warning(
        'opened-by-one',
        'privacy.restoreApprovals',
        'One person with the company’s key can open everybody’s backups, and nobody has to agree.',
        'Ask for an approval, or set companyKey to split.',
      ),
    );
  return found;
}
