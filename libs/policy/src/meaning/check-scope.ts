import { requiredCategories } from '../policy-rules.js';
import { scopeAskedOf } from '../scope/scope-asked-of.js';
import { listed } from '../text/words.js';
import type { CheckedPolicy } from './checked-policy.js';
import { type PolicyFinding, refused, warning } from './finding.js';

/** Below this, photos and videos of any phone of today are left out. */
const LOW_FILE_LIMIT = 10_000_000;

/** What of its scope asks for nothing, or for what nobody meant. */
export function checkScope({ scope }: CheckedPolicy): PolicyFinding[] {
  const { categories, optionalCategories, iosBackup, iosEncryptedBackup, usbDebugging, maxFileBytes } = scope;
  const found: PolicyFinding[] = [];
  const required = requiredCategories({ scope });
  if (required.length === 0)
    found.push(
      refused(
        'nothing-required',
        'scope.optionalCategories',
        'Everything that is asked for is optional: a phone of which nothing was read would be protected.',
        'Take at least one category out of optionalCategories.',
      ),
    );
  const unasked = optionalCategories.filter((category) => !categories.includes(category));
  if (unasked.length > 0)
    found.push(
      warning(
        'optional-not-asked',
        'scope.optionalCategories',
        `${listed(unasked)}: optional, though not among the categories. It is read wherever it can be, like the others.`,
        'Add it to categories to say so there too, or take it out of optionalCategories so that it is not read.',
      ),
    );
  if (iosBackup === 'photos' && iosEncryptedBackup === 'required')
    found.push(
      warning(
        'iphone-encryption-idle',
        'scope.iosEncryptedBackup',
        'Encrypted backups of iPhones are required, but of iPhones only photos and videos are read: no backup of an iPhone is made that could be encrypted.',
        'Set iosBackup to whole, or iosEncryptedBackup to preferred.',
      ),
    );
  if (required.length > 0 && requiredCategories({ scope: scopeAskedOf(scope, 'ios') }).length === 0)
    found.push(
      warning(
        'iphones-give-nothing',
        'scope.iosBackup',
        'Nothing that is required is read of iPhones: they give photos and videos only, unless they are read whole.',
        'Require photos or videos, or set iosBackup to whole after its reason is on record.',
      ),
    );
  if (usbDebugging === 'never')
    found.push(
      warning(
        'android-unreachable',
        'scope.usbDebugging',
        'Android phones are read through USB debugging, which this policy forbids: none of them is backed up over the cable, nor enrolled.',
        'Set usbDebugging to remind-off, which asks people to switch it off after each backup, unless there are no Android phones.',
      ),
    );
  if (maxFileBytes !== null && maxFileBytes < LOW_FILE_LIMIT)
    found.push(
      warning(
        'file-limit-low',
        'scope.maxFileBytes',
        `Files over ${String(maxFileBytes)} bytes are left out: that is most photos and every video, and each such snapshot is partial.`,
        `Set maxFileBytes to ${String(LOW_FILE_LIMIT)} or more, or to null for no limit.`,
      ),
    );
  return found;
}
