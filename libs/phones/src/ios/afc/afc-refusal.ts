import type { CauseClass } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { AFC_STATUS } from '../../codecs/ios/afc-status.js';

const BY_STATUS: Readonly<Record<number, readonly [CauseClass, string]>> = {
  [AFC_STATUS.notFound]: ['vanished', 'This was on the iPhone a moment ago and is not any more.'],
  [AFC_STATUS.denied]: ['permission-denied', 'The iPhone does not let this be read.'],
};

/** AFC says no to one request, which concerns one file. */
export class AfcRefusal extends SourceError {
  constructor(readonly status: number) {
    const [causeClass, words] = BY_STATUS[status] ?? ['unreadable', 'The iPhone could not read this.'];
    super(causeClass, `${words} (AFC ${status})`);
  }
}
