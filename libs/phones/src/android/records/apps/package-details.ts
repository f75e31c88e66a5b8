/** What `dumpsys package` adds. Times are the phone's own clock without a zone, as it prints them. */
export interface PackageDetail {
  versionCode?: number;
  versionName?: string;
  installer?: string;
  system?: boolean;
  firstInstallTime?: string;
  lastUpdateTime?: string;
}

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** Reads the output of `dumpsys package packages` line by line; knows only the packages it was told of. */
export class PackageDetails {
  private readonly details = new Map<string, PackageDetail>();
  private current: PackageDetail | undefined;
  private ended = false;

  constructor(private readonly names: ReadonlySet<string>) {}

  read(line: string): void {
    // Behind these words the versions follow that the system came with, under the same names.
    if (/^Hidden system packages:/.test(line)) this.ended = true;
    if (this.ended) return;
    const name = /^ {2}Package \[([\w.]+)\]/.exec(line)?.[1];
    if (name !== undefined) {
      this.current = this.names.has(name) && !this.details.has(name) ? {} : undefined;
      if (this.current !== undefined) this.details.set(name, this.current);
    } else if (/^\S/.test(line)) {
      this.current = undefined;
    } else if (this.current !== undefined) {
      add(this.current, line.trim());
    }
  }

  of(name: string): PackageDetail {
    return this.details.get(name) ?? {};
  }
}

function add(detail: PackageDetail, line: string): void {
  const versionCode = /^versionCode=(\d{1,15})\b/.exec(line)?.[1];
  if (versionCode !== undefined) detail.versionCode ??= Number(versionCode);
  const [, key, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
  if (key === 'versionName') detail.versionName ??= value.slice(0, 1_000);
  if (key === 'installerPackageName' && /^[\w.]{1,255}$/.test(value) && value !== 'null')
    detail.installer ??= value;
  if (key === 'flags') detail.system ??= /\bSYSTEM\b/.test(value);
  if (key === 'firstInstallTime' && TIME.test(value)) detail.firstInstallTime ??= value;
  if (key === 'lastUpdateTime' && TIME.test(value)) detail.lastUpdateTime ??= value;
}
