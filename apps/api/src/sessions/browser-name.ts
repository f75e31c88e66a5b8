const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:(?:Headless)?Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const familyIn = (families: readonly [RegExp, string][], text: string): string | undefined =>
  families.find(([pattern]) => pattern.test(text))?.[1];

/**
 * "Firefox on Linux", by which a person recognises a session of theirs. Families only: the whole header would tell one
 * computer from another, and nobody here needs that.
 */
export const browserName = (userAgent: string | undefined): string => {
  const text = (userAgent ?? '').slice(0, 400);
  const browser = familyIn(BROWSERS, text) ?? 'A browser';
  const system = familyIn(SYSTEMS, text);
  return system === undefined ? browser : `${browser} on ${system}`;
};
