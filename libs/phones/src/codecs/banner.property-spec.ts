import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeBanner, encodeBanner } from './banner.js';

const word = fc.stringMatching(/^[a-z][a-z0-9_.]{0,12}$/);

describe('banner', () => {
  it('comes back as it went', () => {
    const properties = fc.dictionary(word, fc.stringMatching(/^[A-Za-z0-9 _.:-]{0,20}$/), { maxKeys: 5 });
    fc.assert(
      fc.property(properties, fc.array(word, { maxLength: 6 }), (given, features) => {
        fc.pre(!('features' in given));
        const banner = decodeBanner(encodeBanner({ type: 'device', properties: given, features }));
        expect({ ...banner, properties: { ...banner.properties } }).toEqual({
          type: 'device',
          properties: { ...given },
          features,
        });
      }),
    );
  });

  it('takes any bytes without throwing', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 6000 }), (bytes) => void decodeBanner(bytes)));
  });
});
