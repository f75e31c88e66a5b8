/** What is read of a row; whatever else a file has is not even looked at. */
export interface Cells {
  /** What the source calls the device; empty: nothing. */
  readonly deviceId: string;
  /** Cells in which an address may stand, the best first. */
  readonly addresses: readonly string[];
  readonly platform: string;
  readonly model: string;
  readonly osVersion: string;
  readonly ownership: string;
}

/**
 * As device managements and people head columns, the best first; case, blanks and signs do not matter. Where each comes
 * from stands in docs/inventory.md. Serial numbers, IMEI, phone numbers and addresses of networks are in none of them.
 */
const HEADINGS: Readonly<Record<keyof Cells, readonly string[]>> = {
  deviceId: ['jssmobiledeviceid', 'jamfpromobiledeviceid', 'resourceid', 'deviceid', 'udid'],
  addresses: [
    'primaryuseremailaddress',
    'useremail',
    'emailaddress',
    'email',
    'mail',
    'primaryuserupn',
    'upn',
    'userprincipalname',
    'username',
    'user',
  ],
  platform: ['platform', 'os', 'operatingsystem', 'ostype', 'devicetype', 'type'],
  model: ['model', 'devicemodel', 'modelname', 'modelidentifier'],
  osVersion: ['osversion', 'operatingsystemversion', 'iosversion', 'releaseversion', 'os'],
  ownership: ['ownership', 'deviceownershiptype', 'ownertype', 'manageddeviceownertype'],
};

const keyOf = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Where in a row each thing stands, by its header. */
export class Columns {
  readonly #at: Readonly<Record<keyof Cells, readonly number[]>>;
  readonly ignored: readonly string[];

  constructor(readonly headings: readonly string[]) {
    const keys = headings.map(keyOf);
    const places = (names: readonly string[]): number[] =>
      names.map((name) => keys.indexOf(name)).filter((at) => at >= 0);
    this.#at = Object.fromEntries(
      Object.entries(HEADINGS).map(([column, names]) => [column, places(names)]),
    ) as Record<keyof Cells, number[]>;
    const first = Object.entries(this.#at).flatMap(([column, at]) =>
      column === 'addresses' ? at : at.slice(0, 1),
    );
    this.ignored = headings.filter((_heading, at) => !first.includes(at));
  }

  /** Whether a person and a phone can be read of it at all. */
  get enough(): boolean {
    return this.#at.addresses.length > 0 && this.#at.platform.length + this.#at.model.length > 0;
  }

  read(record: readonly string[]): Cells {
    const one = (column: keyof Cells): string => record[this.#at[column][0] ?? -1] ?? '';
    return {
      deviceId: one('deviceId'),
      addresses: this.#at.addresses.map((at) => record[at] ?? ''),
      platform: one('platform'),
      model: one('model'),
      osVersion: one('osVersion'),
      ownership: one('ownership'),
    };
  }
}
