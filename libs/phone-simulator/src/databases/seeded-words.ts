/** A telephone number that belongs to nobody: +49 30 23125 000 to 999 are kept for fiction in Germany. */
export function numberOf(index: number): string {
  return `+493023125${String(index % 1000).padStart(3, '0')}`;
}

export const GIVEN = ['Ada', 'Jürgen', 'Zoë', '伟', 'Siân', 'Ömer', 'Null', 'Mary-Jane', 'Niño', 'Ива́н'];
export const FAMILY = [
  "O'Neil",
  'Müller',
  '王',
  'van der Berg',
  'García Márquez',
  'Null',
  'Smith, Jr.',
  'Ó Briain',
];

/** What people write: commas, line breaks, emoji, right-to-left text, and what looks like the phone's own output. */
export const TEXTS = [
  'Hello, world',
  'On my way 🚗💨, back by 7',
  'Line one\nline two\r\nline three',
  'Price: 5 €, quantity=3, body=none',
  'מה שלומך? كيف حالك',
  'https://example.org/?a=1&b=2,3',
  'NULL',
  '👩‍👩‍👧‍👦 family, with joiners',
  '',
];
