/** What `pm list packages` says of one application. */
export interface ListedPackage {
  readonly versionCode?: number;
  readonly installer?: string;
  readonly path?: string;
}

const NAME = /^[\w.]{1,255}$/;

/** The package of a line such as `package:/data/app/x/base.apk=org.example  versionCode:7 installer=com.android.vending uid:10123`. */
export function packageOf(line: string): [string, ListedPackage] | undefined {
  const [first = '', ...words] = line.split(/ +/);
  if (!first.startsWith('package:')) return undefined;
  const told = first.slice('package:'.length);
  const equals = told.lastIndexOf('=');
  const name = told.slice(equals + 1);
  if (!NAME.test(name)) return undefined;
  const word = (start: string): string | undefined =>
    words.find((one) => one.startsWith(start))?.slice(start.length);
  const versionCode = word('versionCode:');
  const installer = word('installer=');
  return [
    name,
    {
      ...(versionCode !== undefined && /^\d{1,15}$/.test(versionCode)
        ? { versionCode: Number(versionCode) }
        : {}),
      ...(installer !== undefined && installer !== 'null' && NAME.test(installer) ? { installer } : {}),
      ...(equals > 0 ? { path: told.slice(0, equals) } : {}),
    },
  ];
}
