import { describe, expect, it } from '@jest/globals';
import { categoriesOffTheRecord } from './categories-off-the-record.js';

const policy = (categories: string[], optional: string[], purpose = '', lawfulBasis = 'unrecorded') => ({
  scope: { categories, optionalCategories: optional },
  privacy: { purpose, lawfulBasis },
});

describe('categoriesOffTheRecord', () => {
  it.each([
    ['the default needs no reason', policy(['photos'], ['contacts']), []],
    ['chats without any', policy(['photos', 'chats'], []), ['chats']],
    ['optional ones are read too', policy(['photos'], ['calls', 'health']), ['calls', 'health']],
    ['a purpose alone is not enough', policy(['chats'], [], 'Client talks'), ['chats']],
    ['nor is a basis alone', policy(['chats'], [], ' ', 'contract'), ['chats']],
    ['both are on record', policy(['chats', 'health'], [], 'Client talks', 'agreement'), []],
  ])('%s', (_what, asked, off) => {
    expect(categoriesOffTheRecord(asked, ['photos', 'videos', 'documents', 'contacts'])).toEqual(off);
  });
});
