import { formatBytes } from '../../text/bytes';
import { CATEGORY_TEXTS } from '../../text/categories';
import { CHANNELS, type Choice, CHOICES } from './choices';
import { isWindow, windowText } from './windows';

const byValue = (choices: readonly Choice[]): Record<string, string> =>
  Object.fromEntries(choices.map(({ value, text }) => [value, text]));

/** The words of fields that are a choice, as the lists and boxes of the editor have them. */
const WORDS: Record<string, Record<string, string>> = {
  ...Object.fromEntries(Object.entries(CHOICES).map(([field, choices]) => [field, byValue(choices)])),
  'scope.categories': CATEGORY_TEXTS,
  'scope.optionalCategories': CATEGORY_TEXTS,
  'reminders.channels': byValue(CHANNELS),
};
const BYTES: readonly string[] = [
  'scope.maxFileBytes',
  'limits.quotaBytesPerEmployee',
  'limits.uploadBytesPerSecond',
];

/** A field's value in people's words; one without words of its own is shown as it is stored. */
export function fieldValue(field: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (Array.isArray(value)) {
    return value.length === 0 ? '–' : value.map((one) => fieldValue(field, one)).join(', ');
  }
  if (field === 'schedule.windows' && isWindow(value)) return windowText(value);
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? $localize`yes` : $localize`no`;
  if (typeof value === 'number' && BYTES.includes(field)) return formatBytes(value);
  const words = WORDS[field];
  const stored = String(value);
  return words !== undefined && Object.hasOwn(words, stored) ? (words[stored] ?? stored) : stored;
}
