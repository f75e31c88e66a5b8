import type { Category } from '@holdfast/contracts';

/** Who decides a file's category below a folder. */
export type Decides =
  /** The folder, for all it holds. Such a folder is not even listed unless its category is asked for. */
  | 'folder'
  /** The folder, but a vCard or calendar file is what it is: phones export their contacts to Download. */
  | 'folder-but-cards'
  /** The extension; the folder only where the extension says nothing. */
  | 'extension';

export interface FolderRule {
  /** Below the root of the shared storage, slash-separated, lower case: that storage ignores case. */
  readonly folder: string;
  readonly category: Category;
  readonly decides: Decides;
}

/** Applications whose files are conversations: off by default (product rule 5), and so never mixed with photos. */
const CHAT_APPS = [
  'com.whatsapp',
  'com.whatsapp.w4b',
  'org.telegram.messenger',
  'org.telegram.messenger.web',
  'org.thunderdog.challegram',
  'org.thoughtcrime.securesms',
  'com.facebook.orca',
  'com.instagram.android',
  'com.snapchat.android',
  'com.viber.voip',
  'com.skype.raider',
  'com.discord',
  'com.slack',
  'com.microsoft.teams',
  'com.tencent.mm',
  'com.kakao.talk',
  'jp.naver.line.android',
  'ch.threema.app',
  'ch.threema.app.work',
  'com.wire',
  'im.vector.app',
  'com.google.android.apps.messaging',
];

/** Where such applications kept, or still keep, their media outside Android/media. */
const CHAT_FOLDERS = [
  'whatsapp',
  'whatsapp business',
  'telegram',
  'signal',
  'viber',
  'line',
  'wechat',
  'tencent/micromsg',
];
const CHAT_ALBUMS = ['whatsapp', 'telegram', 'signal', 'messenger', 'viber', 'line', 'wechat', 'weixin'];

const rule = (folder: string, category: Category, decides: Decides): FolderRule => ({
  folder,
  category,
  decides,
});
const all = (folders: readonly string[], category: Category, decides: Decides): FolderRule[] =>
  folders.map((folder) => rule(folder, category, decides));

/**
 * The one table of what a folder of a phone's shared storage holds. The longest matching folder wins; where none
 * matches, the extension decides and the rest is `other`. `docs/phones.md` tells it to people: keep both in step.
 */
export const FOLDER_RULES: readonly FolderRule[] = [
  ...all(['dcim', 'pictures', 'photos'], 'other', 'extension'),
  ...all(['movies', 'videos'], 'other', 'extension'),
  ...all(
    ['music', 'podcasts', 'audiobooks', 'ringtones', 'alarms', 'notifications'],
    'music',
    'folder-but-cards',
  ),
  rule('documents', 'documents', 'folder-but-cards'),
  ...all(['download', 'downloads', 'bluetooth'], 'downloads', 'folder-but-cards'),
  ...all(
    [
      'recordings',
      'voice recorder',
      'soundrecorder',
      'sounds',
      'miui/sound_recorder',
      'music/recordings',
      'callrecordings',
    ],
    'recordings',
    'folder',
  ),
  ...all(CHAT_FOLDERS, 'chats', 'folder'),
  ...all(
    CHAT_ALBUMS.flatMap((name) => [`pictures/${name}`, `movies/${name}`, `dcim/${name}`]),
    'chats',
    'folder',
  ),
  ...all(
    CHAT_ALBUMS.flatMap((name) => [`documents/${name}`, `download/${name}`, `music/${name}`]),
    'chats',
    'folder',
  ),
  ...all(['android', 'android/data', 'android/obb', 'android/media'], 'app-data', 'folder'),
  ...all(
    CHAT_APPS.flatMap((app) => [`android/media/${app}`, `android/data/${app}`, `android/obb/${app}`]),
    'chats',
    'folder',
  ),
];
