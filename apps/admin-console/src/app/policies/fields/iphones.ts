import type { Category, PolicyV1 } from '@holdfast/contracts';
import { CATEGORY_TEXTS, listText } from '../../text/categories';

type IosBackup = PolicyV1['scope']['iosBackup'];
type IosEncryption = PolicyV1['scope']['iosEncryptedBackup'];

/** How iPhones are read, in the order of the list. */
export const IOS_BACKUP: readonly { value: IosBackup; text: string }[] = [
  { value: 'photos', text: $localize`photos and videos only` },
  { value: 'whole', text: $localize`the whole iPhone` },
];

/** What is asked of an iPhone's own encryption. */
export const IOS_ENCRYPTION: readonly { value: IosEncryption; text: string }[] = [
  { value: 'preferred', text: $localize`offered` },
  { value: 'required', text: $localize`required` },
  { value: 'off', text: $localize`not asked for` },
];

const WITHOUT_PASSCODE: readonly Category[] = ['photos', 'videos'];
/** What iOS puts into encrypted backups only, of what a policy can ask for. */
const ONLY_ENCRYPTED: readonly Category[] = ['calls', 'health', 'keychain'];

const named = (categories: readonly Category[]): string =>
  listText(categories.map((category) => CATEGORY_TEXTS[category]));

/** What a choice means for an iPhone and for the person who holds it. */
export const iosBackupText = (choice: IosBackup): string =>
  choice === 'photos'
    ? $localize`Of an iPhone, photos and videos over the cable; no passcode is asked for.`
    : $localize`An iPhone is read whole or not at all, so also what is not chosen here comes with it. Its person types the passcode on it at each backup. It needs purpose and lawful basis on record.`;

/** Which categories that are asked for do not come from iPhones; undefined: all of them do. */
export function notReadFromIphones(categories: readonly Category[], choice: IosBackup): string | undefined {
  if (choice === 'whole') return undefined;
  const missing = categories.filter((category) => !WITHOUT_PASSCODE.includes(category));
  if (missing.length === 0) return undefined;
  return $localize`Not read from iPhones: ${named(missing)}:categories:. Only the whole iPhone has them.`;
}

/** What a choice about encryption means for a whole iPhone, and for the categories that are asked for. */
export function iosEncryptionText(choice: IosEncryption, categories: readonly Category[]): string {
  const only = $localize`Calls, health, keychain and more come only in a backup that the iPhone encrypts.`;
  const asked = categories.filter((category) => ONLY_ENCRYPTED.includes(category));
  switch (choice) {
    case 'required':
      return $localize`${only}:only: A backup that is not encrypted is kept, but the phone stays a gap until its person turns encryption on.`;
    case 'preferred':
      return asked.length === 0
        ? $localize`${only}:only: Its person is offered to turn encryption on.`
        : $localize`${only}:only: Its person is offered to turn encryption on; until they do, the phone has a gap, for want of ${named(asked)}:categories:.`;
    case 'off':
      return asked.length === 0
        ? $localize`${only}:only: Nobody is asked to turn encryption on.`
        : $localize`${only}:only: Nobody is asked to turn encryption on: unless its person did so themselves, the phone has a gap, for want of ${named(asked)}:categories:.`;
  }
}
