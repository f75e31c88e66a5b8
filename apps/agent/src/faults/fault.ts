import type { ExitName } from './exit-codes.js';

/** What a person is told when something did not work: what happened, what still holds, what to do next. */
export interface FaultText {
  readonly what: string;
  readonly holds?: string;
  readonly next?: string;
}

/** Something that did not work, in words for the person at the workstation; its name decides the exit code. */
export class Fault extends Error {
  override readonly name = 'Fault';
  /** The verb has printed its result, which says it too: `--json` has its one document already. */
  readonly resultPrinted: boolean;
  constructor(
    readonly exit: ExitName,
    readonly text: FaultText,
    options: ErrorOptions & { readonly resultPrinted?: boolean } = {},
  ) {
    super(text.what, options);
    this.resultPrinted = options.resultPrinted ?? false;
  }
}

/** A flag or argument that cannot be meant so. */
export const usage = (what: string, next?: string): Fault =>
  new Fault('usage', next === undefined ? { what } : { what, next });
