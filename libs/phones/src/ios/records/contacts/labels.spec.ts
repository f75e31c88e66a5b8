import { describe, expect, it } from '@jest/globals';
import { phoneLabel, relationLabel, websiteLabel } from './labels.js';

describe('labels of an iPhone', () => {
  it.each([
    ['_$!<Mobile>!$_', { data2: '2' }],
    ['_$!<WorkFAX>!$_', { data2: '4' }],
    ['_$!<Main>!$_', { data2: '12' }],
    ['_$!<AppleWatch>!$_', { data2: '0', data3: 'AppleWatch' }],
    ['iPhone', { data2: '0', data3: 'iPhone' }],
    ['Mobile', { data2: '0', data3: 'Mobile' }],
    [undefined, { data2: '7' }],
  ])('%s of a telephone is %j', (label, android) => {
    expect(phoneLabel(label)).toEqual(android);
  });

  it('of relations and websites are Android’s', () => {
    expect(relationLabel('_$!<Mother>!$_')).toEqual({ data2: '8' });
    expect(relationLabel(undefined)).toEqual({ data2: '0' });
    expect(websiteLabel('_$!<HomePage>!$_')).toEqual({ data2: '1' });
  });
});
