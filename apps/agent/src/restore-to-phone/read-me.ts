/** How each kind is brought back, by its folder in `Phone records`. */
const HOW: Readonly<Record<string, readonly string[]>> = {
  Contacts: [
    'CONTACTS',
    'Open the Contacts app, then Settings, Import, and choose contacts-3.0.vcf in the folder Contacts.',
    '(contacts.vcf is the same in a newer form, contacts.json holds every detail.)',
  ],
  Messages: [
    'MESSAGES',
    'Android lets only the messages app write messages. Install an app that restores messages from XML, such as SMS Backup & Restore,',
    'and let it restore messages.xml in the folder Messages. Pictures that came with messages are in Messages/Attachments.',
  ],
  Calls: ['CALLS', 'The same app restores calls.xml in the folder Calls.'],
  Calendar: [
    'CALENDAR',
    'Import calendar.ics in the folder Calendar: by a calendar app that imports files, or on a computer.',
  ],
  Notes: [
    'NOTES',
    'The folder Notes holds them as texts: open them in any app, or copy them into one for notes.',
  ],
  Apps: [
    'APPS',
    'apps.json in the folder Apps lists what was installed. Install them again from where they came.',
  ],
  Phone: ['PHONE', 'phone.json in the folder Phone says what phone this was.'],
};

/** The text that lies beside records which were put on a phone; only of the kinds that are there. */
export function readMe(kinds: ReadonlySet<string>, day: string): string {
  const parts = Object.entries(HOW)
    .filter(([kind]) => kinds.has(kind))
    .map(([, lines]) => lines.join('\n'));
  return [
    `These files were in your backup of ${day}. Holdfast put them here and changed nothing else: what belongs into the`,
    "phone's own apps, you bring in yourself, as follows. Afterwards this folder can be deleted.",
    '',
    parts.join('\n\n'),
    '',
  ].join('\n');
}
