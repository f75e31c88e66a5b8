/** What one side says of itself in its CNXN packet. */
export interface Banner {
  /** `device`, `recovery`, `sideload`, `bootloader` or `host`. */
  readonly type: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly features: readonly string[];
}

/** `type::key=value;…;features=a,b`, as AOSP adb writes it. */
export function encodeBanner(banner: Banner): Buffer {
  const properties = Object.entries(banner.properties).map(([key, value]) => `${key}=${value}`);
  return Buffer.from(`${banner.type}::${[...properties, `features=${banner.features.join(',')}`].join(';')}`);
}

/** Parses a banner leniently: unknown parts are ignored, since each Android version adds some. At most 4 KiB is read. */
export function decodeBanner(payload: Uint8Array): Banner {
  const text = Buffer.from(payload.subarray(0, 4096)).toString('utf8').replace(/\0+$/, '');
  const [type = '', , ...rest] = text.split(':');
  const properties: Record<string, string> = Object.create(null) as Record<string, string>;
  let features: string[] = [];
  for (const part of rest.join(':').split(';')) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const key = part.slice(0, equals);
    const value = part.slice(equals + 1);
    if (key === 'features') features = value.split(',').filter((feature) => feature !== '');
    else properties[key] = value;
  }
  return { type, properties, features };
}
