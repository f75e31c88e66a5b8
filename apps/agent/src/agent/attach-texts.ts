import type { PhoneStatus } from './agent-status.js';

/** What a phone's person is told of how it is attached: in a word, and as a sentence with the next step. */
export const ATTACH_TEXTS: Record<
  PhoneStatus['attach'],
  { readonly word: string; readonly sentence: string }
> = {
  detached: { word: 'not attached', sentence: 'not attached.' },
  ready: { word: 'ready', sentence: 'attached.' },
  unauthorised: {
    word: 'not allowed yet',
    sentence: 'attached, but may not be read yet: unlock it and tap Allow on its screen.',
  },
  locked: { word: 'locked', sentence: 'attached, but locked: unlock it.' },
  offline: {
    word: 'not answering',
    sentence: 'attached, but does not answer: unplug it and plug it in again.',
  },
  'no-permissions': {
    word: 'no permission',
    sentence:
      'attached, but this user may not open it. On Linux your IT installs the udev rules (package android-sdk-platform-tools-common); then unplug it and plug it in again.',
  },
  recovery: {
    word: 'in recovery',
    sentence: 'attached, but not running its usual system (recovery or boot loader): start it normally.',
  },
};
