/** Beginnings of the names under which conversations are kept by apps of the App Store: as Android's, off by default. */
const CHAT_APPS: readonly string[] = [
  'net.whatsapp.',
  'group.net.whatsapp.',
  'ph.telegra.',
  'group.ph.telegra.',
  'org.whispersystems.signal',
  'group.org.whispersystems.signal',
  'com.facebook.Messenger',
  'group.com.facebook.Messenger',
  'com.burbn.instagram',
  'com.toyopagroup.picaboo',
  'com.viber',
  'group.viber',
  'com.skype.',
  'com.hammerandchisel.discord',
  'com.tinyspeck.chatlyio',
  'com.microsoft.skype.teams',
  'com.tencent.xin',
  'group.com.tencent.xin',
  'com.iwilab.KakaoTalk',
  'jp.naver.line',
  'group.com.linecorp.line',
  'ch.threema.',
  'group.ch.threema',
  'com.wearezeta.zclient.ios',
  'im.vector.app',
];

/** Whether an app, a group of apps or a part of an app keeps conversations. */
export const isChatApp = (name: string): boolean => CHAT_APPS.some((one) => name.startsWith(one));
