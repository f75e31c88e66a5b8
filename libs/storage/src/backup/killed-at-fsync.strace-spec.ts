import { describe } from '@jest/globals';
import { killsAtFsync } from '../testing/kills-at-fsync.js';

/** Every one of them: killed-at-fsync.strace.long-spec.ts. */
describe('a backup killed by its operating system', () => killsAtFsync(3));
