/** Identifier of a model (`iPhone15,2`) → the name under which it is sold (`iPhone 14 Pro`). */
export type ModelNames = Readonly<Record<string, string>>;

/** `key`: equal for two spellings of one model. `known`: the table has it, so that another known key is another model. */
export interface PhoneModel {
  readonly key: string;
  readonly known: boolean;
}

const keyOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^\s*(apple|samsung|google)\b/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Reads models as device managements, phones and people write them; `names` is the table of those that are known. */
export class PhoneModels {
  readonly #byIdentifier = new Map<string, string>();
  readonly #known = new Set<string>();

  constructor(names: ModelNames) {
    for (const [identifier, name] of Object.entries(names)) {
      this.#byIdentifier.set(keyOf(identifier), keyOf(name));
      this.#known.add(keyOf(name));
    }
  }

  /** Undefined: nothing is said. */
  read(text: string | null): PhoneModel | undefined {
    const written = keyOf(text ?? '');
    if (written === '') return undefined;
    const key = this.#byIdentifier.get(written) ?? written;
    return { key, known: this.#known.has(key) };
  }
}
