import { describe, expect, it } from '@jest/globals';
import { cameraExtension, CameraNames, folderNumber } from './camera-names.js';
import { safeName } from './safe-name.js';

const bytes = (text: string): Buffer => Buffer.from(text);

describe('a name for the Files app', () => {
  it.each([
    ['Quote 2026.pdf', 'Quote 2026.pdf'],
    ['..', '_'],
    ['...x', '_x'],
    ['.hidden', '_hidden'],
    ['', '_'],
    ['  ', '_'],
    [' leading', ' leading'],
    ['a/b\\c:d', 'a_b_c_d'],
    ['a\0\u001b[31m', 'a__[31m'],
    ['x\u202egpj.exe', 'x_gpj.exe'],
    ['\ufeffbom', '_bom'],
    ['cafe\u0301', 'caf\u00e9'],
  ])('is made of %j', (name, made) => expect(safeName(bytes(name))).toBe(made));

  it('is of bytes that are no text, and never too long', () => {
    expect(safeName(Buffer.of(0xff, 0x41))).toBe('\ufffdA');
    const long = safeName(bytes(`${'\u{1f3d6}'.repeat(100)}.jpeg`));
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(240);
    expect(long).toMatch(/^\u{1f3d6}{40,}\.jpeg$/u);
    expect(Buffer.byteLength(safeName(bytes('x'.repeat(4000))))).toBeLessThanOrEqual(240);
    expect(safeName(bytes(`a.${'x'.repeat(300)}`)).startsWith('a.xxx')).toBe(true);
  });
});

describe('a name for the folder of the camera', () => {
  it('keeps what belongs together, and goes on to the next number', () => {
    const names = new CameraNames(new Set());
    const place = (path: string): string | undefined => {
      const found = names.place(bytes(path), cameraExtension(bytes(path)) ?? '');
      return found && `${found.folder}/${found.name}`;
    };
    expect(['a/1.aae', 'a/1.HEIC', 'a/1.mov', 'a/2.jpeg', 'a/2.jpg', 'b/2.jpg'].map(place)).toEqual([
      '900HFAST/IMG_0001.AAE',
      '900HFAST/IMG_0001.HEIC',
      '900HFAST/IMG_0001.MOV',
      '900HFAST/IMG_0002.JPG',
      '900HFAST/IMG_0003.JPG',
      '900HFAST/IMG_0004.JPG',
    ]);
    for (let number = 5; number <= 999; number += 1) place(`c/${number}.png`);
    expect(place('d.png')).toBe('901HFAST/IMG_0001.PNG');
    expect(names.folders).toEqual(['900HFAST', '901HFAST']);
  });

  it('is none that the phone uses', () => {
    const used = new Set(Array.from({ length: 900 }, (_, index) => index + 100));
    expect(new CameraNames(used).place(bytes('a.jpg'), 'JPG')).toBeUndefined();
    used.delete(450);
    expect(new CameraNames(used).place(bytes('a.jpg'), 'JPG')?.folder).toBe('450HFAST');
  });

  it('is only for what Photos takes', () => {
    const taken = ['a.JPG', 'a.jpeg', 'x.Heic', 'a.mkv', 'jpg', 'a.', '', 'a.jpg.exe'];
    expect(taken.map((name) => cameraExtension(bytes(name)))).toEqual([
      'JPG',
      'JPG',
      'HEIC',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const numbers = ['100APPLE', '999', '099APPLE', '.MISC', '12', '1000'].map(folderNumber);
    expect(numbers).toEqual([100, 999, undefined, undefined, undefined, 100]);
  });
});
