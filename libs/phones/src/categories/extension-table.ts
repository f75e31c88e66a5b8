import type { Category } from '@holdfast/contracts';

/** Categories by file name extension, lower case. Extensions that mean several things stand where phones use them most. */
const BY_CATEGORY: Partial<Record<Category, string>> = {
  photos: 'jpg jpeg jpe png gif webp bmp heic heif avif tif tiff dng raw arw cr2 cr3 nef orf rw2 svg jxl',
  videos: 'mp4 m4v mov 3gp 3g2 mkv webm avi mpg mpeg mts m2ts ts wmv flv ogv',
  music: 'mp3 m4a aac flac ogg oga opus wav wma mid midi aiff aif ape m3u m3u8 m4b',
  documents:
    'pdf doc docx dot dotx odt ods odp odg xls xlsx xlsm csv tsv ppt pptx pps ppsx txt rtf md tex epub mobi azw3 djvu ' +
    'pages numbers key html htm xml json eml msg p7m asc log',
  recordings: 'amr awb qcp',
  contacts: 'vcf vcard',
  calendar: 'ics ical vcs',
  notes: 'enex sdocx memo',
  apps: 'apk apks xapk apkm aab',
};

const TABLE: ReadonlyMap<string, Category> = new Map(
  (Object.entries(BY_CATEGORY) as [Category, string][]).flatMap(([category, extensions]) =>
    extensions.split(' ').map((extension): [string, Category] => [extension, category]),
  ),
);

/** The category that a file name's extension speaks for, or `undefined`. Names are raw bytes; only ASCII extensions count. */
export function categoryOfExtension(name: Uint8Array): Category | undefined {
  const tail = Buffer.from(name.buffer, name.byteOffset, name.byteLength).toString('latin1').slice(-12);
  const dot = tail.lastIndexOf('.');
  return dot < 0 ? undefined : TABLE.get(tail.slice(dot + 1).toLowerCase());
}

/** All categories that an extension can speak for. */
export const EXTENSION_CATEGORIES: readonly Category[] = Object.keys(BY_CATEGORY) as Category[];
