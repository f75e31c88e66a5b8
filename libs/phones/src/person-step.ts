/**
 * The one thing that the phone's person has to do now. `passcode` counts down: the phone gives up when `seconds` are over.
 * `none`: it was done, or the phone no longer waits for it.
 */
export type PersonStep =
  | { readonly step: 'allow' | 'unlock' | 'trust' | 'none' }
  | { readonly step: 'passcode'; readonly seconds: number };
