import { describe } from '@jest/globals';
import { killsAtFsync } from '../testing/kills-at-fsync.js';

describe('a backup killed by its operating system', () => killsAtFsync(1));
