import { instant } from '../xml/instant.js';
import type { Part } from './response-options.js';

/** What was given, null included, or else the usual value. */
export const or = <T>(given: Part<T>, usual: T | null): T | null => (given === undefined ? usual : given);

/** A moment that many seconds after (or before) the message's. */
export const secondsFrom = ({ now }: { readonly now?: Date }, seconds: number): string =>
  instant(new Date((now ?? new Date()).getTime() + seconds * 1000));
