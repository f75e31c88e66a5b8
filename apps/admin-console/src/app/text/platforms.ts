import type { Platform } from '@holdfast/contracts';

export const PLATFORM_NAMES: Record<Platform, string> = {
  android: $localize`Android`,
  ios: $localize`iPhone`,
  folder: $localize`Read as a folder`,
};
export const PLATFORMS = Object.keys(PLATFORM_NAMES) as Platform[];

export const isPlatform = (text: string): text is Platform => Object.hasOwn(PLATFORM_NAMES, text);
