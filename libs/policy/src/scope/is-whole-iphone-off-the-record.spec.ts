import { describe, expect, it } from '@jest/globals';
import { isWholeIphoneOffTheRecord } from './is-whole-iphone-off-the-record.js';

const policy = (iosBackup: 'photos' | 'whole', purpose = '', lawfulBasis = 'unrecorded') => ({
  scope: { iosBackup },
  privacy: { purpose, lawfulBasis },
});

describe('isWholeIphoneOffTheRecord', () => {
  it.each([
    ['photos need no reason', policy('photos'), false],
    ['whole without any', policy('whole'), true],
    ['a purpose alone is not enough', policy('whole', 'Phones hold the trip records'), true],
    ['nor is a basis alone', policy('whole', ' ', 'contract'), true],
    ['both are on record', policy('whole', 'Phones hold the trip records', 'agreement'), false],
  ])('%s', (_what, asked, off) => {
    expect(isWholeIphoneOffTheRecord(asked)).toBe(off);
  });
});
