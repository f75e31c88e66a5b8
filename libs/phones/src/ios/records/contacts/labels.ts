import { PHONE_LABELS, PLACE_LABELS } from '../../../records/contacts/detail-types.js';

/** Android's `data2` and `data3` of a label. */
export interface Labelled {
  readonly data2: string;
  readonly data3?: string | undefined;
}

type Labels = Readonly<Record<string, string>>;

/** A label of a person's own, or of one that Android has no number for. */
const CUSTOM = '0';

/** Apple's own labels, without the marks around them that tell them from people's. */
const PHONES: Labels = {
  home: '1',
  mobile: '2',
  work: '3',
  workfax: '4',
  homefax: '5',
  pager: '6',
  other: '7',
  main: '12',
  otherfax: '13',
  ...numbersOf(PHONE_LABELS),
};
const PLACES: Labels = { home: '1', work: '2', other: '3', ...numbersOf(PLACE_LABELS) };
const WEBSITES: Labels = { homepage: '1', home: '4', work: '5', other: '7' };
const EVENTS: Labels = { anniversary: '1', other: '2' };
const RELATIONS: Labels = {
  assistant: '1',
  brother: '2',
  child: '3',
  son: '3',
  daughter: '3',
  father: '5',
  friend: '6',
  manager: '7',
  mother: '8',
  parent: '9',
  partner: '10',
  sister: '13',
  spouse: '14',
};

export const phoneLabel = labelIn(PHONES, '7');
export const placeLabel = labelIn(PLACES, '3');
export const websiteLabel = labelIn(WEBSITES, '7');
export const eventLabel = labelIn(EVENTS, '2');
export const relationLabel = labelIn(RELATIONS, CUSTOM);

/** `_$!<Mobile>!$_` is Apple's label `Mobile`; anything else is a person's own. `none` stands for no label. */
function labelIn(known: Labels, none: string): (label: string | undefined) => Labelled {
  return (label) => {
    if (label === undefined) return { data2: none };
    const own = /^_\$!<(.*)>!\$_$/s.exec(label)?.[1];
    const data2 = own === undefined ? undefined : known[own.toLowerCase().replace(/[^a-z]/g, '')];
    return data2 === undefined ? { data2: CUSTOM, data3: own ?? label } : { data2 };
  };
}

function numbersOf(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels).map(([number, label]) => [label.toLowerCase().replace(/[^a-z]/g, ''), number]),
  );
}
