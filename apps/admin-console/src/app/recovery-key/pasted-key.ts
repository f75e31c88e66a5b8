import { computed, resource, type Signal } from '@angular/core';
import type { CompanyKeyState } from '@holdfast/contracts';
import { canComputeFingerprints, fingerprintOf, keyBytes } from './fingerprint';

/** What is wrong with a text that was pasted as the public half of a key; undefined: nothing, or not known yet. */
export interface PastedKey {
  readonly refusal: Signal<string | undefined>;
  /** Of a text that is a public key, once computed. */
  readonly fingerprint: Signal<string | undefined>;
}

/** Looks at a pasted text in this browser: nothing of it is sent anywhere. To be called where a component is made. */
export function pastedKey(text: Signal<string>, known: Signal<CompanyKeyState>): PastedKey {
  const bytes = computed(() => keyBytes(text()));
  const computing = resource({
    params: () => (canComputeFingerprints() ? bytes() : undefined),
    loader: ({ params }) => fingerprintOf(params),
  });
  const fingerprint = computed(() => (computing.hasValue() ? computing.value() : undefined));
  const refusal = computed(() => {
    if (text() === '') return undefined;
    if (/private/i.test(text())) return PRIVATE;
    if (bytes() === undefined) return NO_KEY;
    if (!canComputeFingerprints()) return NO_HTTPS;
    if (fingerprint() === undefined) return undefined;
    if (fingerprint() === known().current?.fingerprint) return IN_FORCE;
    return known().earlier.some((key) => key.fingerprint === fingerprint()) ? EARLIER : undefined;
  });
  return { refusal, fingerprint };
}

const PRIVATE = $localize`That holds a private half. It was sent nowhere: delete it here and from the clipboard, and ask the holders for the public half.`;
const NO_KEY = $localize`A public half is 32 bytes in base64: 44 characters, the last of them “=”.`;
const NO_HTTPS = $localize`Browsers compute fingerprints at https addresses only. Open the console at its https address; nothing was registered.`;
const IN_FORCE = $localize`That is the key in force.`;
const EARLIER = $localize`That one was in force before and does not come back. Have its holders make a new one.`;
