import { describe, expect, it } from '@jest/globals';
import { parseCategories } from './parse-categories.js';
import { parsePlace, placeText } from './place.js';
import { parseSource } from './source-address.js';
import { parseOrigin } from '../managed/origin.js';

describe('--repository', () => {
  it('is a folder or a bucket with a prefix', () => {
    expect(parsePlace('/a/b')).toEqual({ kind: 'folder', folder: '/a/b' });
    expect(parsePlace('s3://bucket/a//b/')).toEqual({ kind: 's3', bucket: 'bucket', prefix: 'a/b' });
    expect(placeText(parsePlace('s3://bucket'))).toBe('s3://bucket/');
  });

  it.each(['', 's3://', 's3://UPPER/x', 'https://x', 'sftp://x/y'])('refuses %j', (text) => {
    expect(() => parsePlace(text)).toThrow();
  });
});

describe('--source', () => {
  it('is a folder or an Android phone', () => {
    expect(parseSource('folder:/a:b')).toEqual({ kind: 'folder', folder: '/a:b' });
    expect(parseSource('android:127.0.0.1:5655')).toEqual({ kind: 'android', address: '127.0.0.1:5655' });
  });

  it.each(['', 'folder:', 'ios:x', '/a'])('refuses %j', (text) =>
    expect(() => parseSource(text)).toThrow('not a source'),
  );
});

describe('--categories', () => {
  it('takes a list of the closed list', () => {
    expect(parseCategories('photos, videos,photos')).toEqual(['photos', 'videos']);
    expect(() => parseCategories('photos,pictures')).toThrow('not a category');
    expect(() => parseCategories(' , ')).toThrow('empty');
  });
});

describe('--server', () => {
  it('is an origin, encrypted unless on this computer', () => {
    expect(parseOrigin('https://h.example')).toBe('https://h.example');
    expect(parseOrigin('h.example')).toBe('https://h.example');
    expect(parseOrigin('http://localhost:3000/')).toBe('http://localhost:3000');
    expect(() => parseOrigin('http://h.example')).toThrow('not encrypted');
    expect(() => parseOrigin('https://h.example/path')).toThrow('more than an origin');
    expect(() => parseOrigin('https://u:p@h.example')).toThrow('more than an origin');
    expect(() => parseOrigin('ftp://h')).toThrow('not encrypted');
  });
});
