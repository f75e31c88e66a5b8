/** How each kind is brought into an iPhone's apps, by its folder in `Phone records`, which lies beside the text. */
const HOW: Readonly<Record<string, readonly string[]>> = {
  Contacts: [
    'CONTACTS',
    'Tap contacts.vcf in the folder Phone records, Contacts, then Share, then Contacts, and add them all.',
    '(contacts.json holds every detail.)',
  ],
  Messages: [
    'MESSAGES',
    'An iPhone lets nothing but its own Messages app write messages. They are here to be read and searched: messages.json in',
    'Phone records, Messages, with the pictures that came with them in the folder Attachments.',
  ],
  Calls: ['CALLS', 'An iPhone takes no calls back. The list is calls.json in Phone records, Calls.'],
  Calendar: [
    'CALENDAR',
    'Tap calendar.ics in Phone records, Calendar, and choose Add All; or Share, and Calendar.',
  ],
  Notes: ['NOTES', 'Phone records, Notes holds them as texts. Open one, then Share, then Notes.'],
  Apps: [
    'APPS',
    'apps.json in Phone records, Apps lists what was installed. The App Store may have the same, or others for it.',
  ],
  Phone: ['PHONE', 'phone.json in Phone records, Phone says what phone this was.'],
};

const PICTURES = [
  'PICTURES AND FILMS',
  'Those that the Photos app takes were put beside the pictures of the camera. If Photos does not show them, put them here',
  'instead ("holdfast restore" with --pictures files), mark them in this app, and choose Share, Save Images.',
  'Films and pictures of other kinds are in this folder, as they were.',
];

/** The text that lies beside what was put on an iPhone; only of the kinds that are there. */
export function iphoneReadMe(kinds: ReadonlySet<string>, day: string): string {
  const parts = Object.entries(HOW).filter(([kind]) => kinds.has(kind));
  return [
    `These files were in your backup of ${day}. Holdfast put them here and changed nothing else: what belongs into the`,
    "iPhone's own apps, you bring in yourself, as follows. Afterwards this folder can be deleted.",
    '',
    [...parts.map(([, lines]) => lines), PICTURES].map((lines) => lines.join('\n')).join('\n\n'),
    '',
  ].join('\n');
}
