/** How vCard calls the `data2` of a kind of detail (Android's `CommonDataKinds`); what is not here is written as a label. */
export const PHONE_TYPES: Readonly<Record<string, string>> = {
  1: 'home',
  2: 'cell',
  3: 'work',
  4: 'work,fax',
  5: 'home,fax',
  6: 'pager',
  7: '',
  13: 'fax',
  16: 'textphone',
  17: 'work,cell',
  18: 'work,pager',
};

/** Types of telephones that vCard has no word for, as labels. */
export const PHONE_LABELS: Readonly<Record<string, string>> = {
  8: 'Callback',
  9: 'Car',
  10: 'Company main',
  11: 'ISDN',
  12: 'Main',
  14: 'Radio',
  15: 'Telex',
  19: 'Assistant',
  20: 'MMS',
};

export const PLACE_TYPES: Readonly<Record<string, string>> = { 1: 'home', 2: 'work', 3: '' };
export const PLACE_LABELS: Readonly<Record<string, string>> = { 4: 'Mobile' };

/** vCard's word for a relation, where it has one, and Android's own as a label. */
export const RELATIONS: Readonly<Record<string, readonly [string, string]>> = {
  1: ['agent', 'Assistant'],
  2: ['sibling', 'Brother'],
  3: ['child', 'Child'],
  4: ['spouse', 'Domestic partner'],
  5: ['parent', 'Father'],
  6: ['friend', 'Friend'],
  7: ['co-worker', 'Manager'],
  8: ['parent', 'Mother'],
  9: ['parent', 'Parent'],
  10: ['spouse', 'Partner'],
  11: ['contact', 'Referred by'],
  12: ['kin', 'Relative'],
  13: ['sibling', 'Sister'],
  14: ['spouse', 'Spouse'],
};

/** The scheme of an address of a chat service. */
export const IM_SCHEMES: Readonly<Record<string, string>> = {
  0: 'aim',
  1: 'msnim',
  2: 'ymsgr',
  3: 'skype',
  4: 'qq',
  5: 'xmpp',
  6: 'icq',
  7: 'xmpp',
  8: 'callto',
};
