import { CATEGORY_TEXTS } from '../text/categories';
import { IOS_BACKUP, IOS_ENCRYPTION } from './iphones';
import { LAWFUL_BASES } from './lawful-bases';
import { USB_DEBUGGING } from './usb-debugging';

const byValue = (choices: readonly { value: string; text: string }[]): Record<string, string> =>
  Object.fromEntries(choices.map(({ value, text }) => [value, text]));

/** The words of fields that are a choice, as the lists and boxes of the editor have them. */
const WORDS: Record<string, Record<string, string>> = {
  'scope.categories': CATEGORY_TEXTS,
  'scope.optionalCategories': CATEGORY_TEXTS,
  'scope.usbDebugging': byValue(USB_DEBUGGING),
  'scope.iosBackup': byValue(IOS_BACKUP),
  'scope.iosEncryptedBackup': byValue(IOS_ENCRYPTION),
  'privacy.lawfulBasis': byValue(LAWFUL_BASES),
};

/** A field's value in people's words; one without words of its own is shown as it is stored. */
export function fieldValue(field: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (Array.isArray(value)) {
    return value.length === 0 ? '–' : value.map((one) => fieldValue(field, one)).join(', ');
  }
  if (typeof value === 'object') return JSON.stringify(value);
  const words = WORDS[field];
  const stored = String(value);
  return words !== undefined && Object.hasOwn(words, stored) ? (words[stored] ?? stored) : stored;
}
