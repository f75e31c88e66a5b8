import type { Category } from '@holdfast/contracts';
import { categoryOfExtension } from '../../categories/extension-table.js';
import { isChatApp } from './chat-apps.js';

/** Where a person looks for a file of an iPhone, as names from the top of a snapshot, and what kind of data it is. */
export interface FriendlyPlace {
  readonly path: readonly string[];
  readonly category: Category;
}

interface Rule {
  readonly domain: string;
  /** Names at the beginning of the path, which the place stands for. */
  readonly below: string;
  readonly place: string;
  readonly category: Category;
  /** Of these the file's extension decides, where it says one of them. */
  readonly byExtension?: readonly Category[];
}

const PICTURES: readonly Category[] = ['photos', 'videos'];
const USUAL: readonly Category[] = ['photos', 'videos', 'music', 'documents', 'recordings'];
const NOTES_GROUP = 'AppDomainGroup-group.com.apple.notes';
const MEMOS_GROUP = 'AppDomainGroup-group.com.apple.VoiceMemos.shared';
const FILES_GROUP = 'AppDomainGroup-group.com.apple.FileProvider.LocalStorage';

/**
 * First match wins. No two rules lead to one place, so that what lies apart on the phone never meets in a snapshot.
 * `docs/phones.md` tells it to people: keep both in step.
 */
const RULES: readonly Rule[] = [
  rule('CameraRollDomain', 'Media/DCIM', 'DCIM', 'photos', PICTURES),
  rule(
    'CameraRollDomain',
    'Media/PhotoData/Mutations',
    'Photo library/PhotoData/Mutations',
    'photos',
    PICTURES,
  ),
  rule('CameraRollDomain', 'Media', 'Photo library', 'other'),
  rule('MediaDomain', 'Library/SMS/Attachments', 'Messages/Attachments', 'messages'),
  rule('MediaDomain', 'Media/Recordings', 'Recordings/Old', 'recordings'),
  rule('MediaDomain', 'Media/iTunes_Control/Music', 'Music', 'music'),
  rule('MediaDomain', 'Media/Books', 'Books', 'documents', USUAL),
  rule('HomeDomain', 'Library/SMS/Attachments', 'System/HomeDomain/Library/SMS/Attachments', 'messages'),
  rule('HomeDomain', 'Library/SMS', 'Messages', 'messages'),
  rule('HomeDomain', 'Library/AddressBook', 'Contacts', 'contacts'),
  rule('HomeDomain', 'Library/CallHistoryDB', 'Calls', 'calls'),
  rule('HomeDomain', 'Library/Calendar', 'Calendar', 'calendar'),
  rule('HomeDomain', 'Library/Notes', 'Notes/Old', 'notes'),
  rule('HomeDomain', 'Library/Voicemail', 'Voicemail', 'recordings'),
  rule('HomeDomain', 'Library/Preferences', 'System/HomeDomain/Library/Preferences', 'settings'),
  rule(NOTES_GROUP, '', 'Notes', 'notes'),
  rule(MEMOS_GROUP, '', 'Recordings', 'recordings'),
  rule(FILES_GROUP, 'File Provider Storage', 'Files', 'documents', USUAL),
  rule('HealthDomain', '', 'Health', 'health'),
  rule('KeychainDomain', '', 'Keychain', 'keychain'),
];

const SETTINGS =
  /^(?:SystemPreferencesDomain|WirelessDomain|NetworkDomain|ManagedPreferencesDomain|RootDomain|ProtectedDomain)$/;
const APP = /^AppDomain(Group|Plugin)?-(.+)$/;
const APP_FOLDERS = { App: 'Apps', Group: 'Apps/Groups', Plugin: 'Apps/Plugins' } as const;

/** The place of a file of a domain; `names` are those of its path, none of them a way out. */
export function friendlyPlace(domain: string, names: readonly string[]): FriendlyPlace {
  const found = RULES.find((one) => one.domain === domain && isBelow(names, one.below));
  if (found) {
    const rest = names.slice(wordsOf(found.below).length);
    return { path: [...wordsOf(found.place), ...rest], category: categoryFor(found, names) };
  }
  const [, kind, app] = APP.exec(domain) ?? [];
  // An app without a dot in its name could be called as one of the folders beside it.
  if (app?.includes('.')) return appPlace((kind as 'Group' | 'Plugin' | undefined) ?? 'App', app, names);
  const category = SETTINGS.test(domain) ? 'settings' : 'other';
  return { path: ['System', domain, ...names], category };
}

function appPlace(kind: keyof typeof APP_FOLDERS, app: string, names: readonly string[]): FriendlyPlace {
  const path = [...wordsOf(APP_FOLDERS[kind]), app, ...names];
  if (isChatApp(app)) return { path, category: 'chats' };
  const own = names[0] === 'Documents' ? extensionOf(names) : undefined;
  return { path, category: own === 'documents' ? 'documents' : 'app-data' };
}

function categoryFor({ category, byExtension }: Rule, names: readonly string[]): Category {
  const own = extensionOf(names);
  return own && byExtension?.includes(own) ? own : category;
}

const extensionOf = (names: readonly string[]): Category | undefined =>
  categoryOfExtension(Buffer.from(names.at(-1) ?? ''));

const wordsOf = (path: string): string[] => (path === '' ? [] : path.split('/'));

/** The folder itself is no file below it. */
function isBelow(names: readonly string[], below: string): boolean {
  const words = wordsOf(below);
  return names.length >= words.length && words.every((word, i) => names[i] === word);
}

function rule(
  domain: string,
  below: string,
  place: string,
  category: Category,
  byExtension?: readonly Category[],
): Rule {
  return { domain, below, place, category, ...(byExtension ? { byExtension } : {}) };
}
