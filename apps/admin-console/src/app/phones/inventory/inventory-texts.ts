import type {
  InventoryPhone,
  InventoryRefusal,
  InventoryState,
  SetAsideReason,
  Vanished,
} from '@holdfast/contracts';
import type { Meaning } from '../../look/meaning';
import { formatCount, plural } from '../../text/counts';

export const INVENTORY_STATE_TEXTS: Record<InventoryState, string> = {
  'not-enrolled': $localize`Not enrolled`,
  enrolled: $localize`Enrolled`,
  'set-aside': $localize`Set aside`,
  vanished: $localize`Vanished`,
};
export const INVENTORY_STATES = Object.keys(INVENTORY_STATE_TEXTS) as InventoryState[];
export const INVENTORY_STATE_MEANING: Record<InventoryState, Meaning> = {
  'not-enrolled': 'lost',
  enrolled: 'good',
  'set-aside': 'neutral',
  vanished: 'waiting',
};

export const isInventoryState = (text: string | undefined): text is InventoryState =>
  text !== undefined && Object.hasOwn(INVENTORY_STATE_TEXTS, text);

export const PLATFORM_TEXTS = { ios: $localize`iPhone`, android: $localize`Android` } as const;
export const isInventoryPlatform = (text: string | undefined): text is InventoryPhone['platform'] =>
  text === 'ios' || text === 'android';

export const SET_ASIDE_TEXTS: Record<SetAsideReason, string> = {
  returned: $localize`It was given back`,
  tablet: $localize`It is a tablet`,
  spare: $localize`It is a spare one`,
  other: $localize`Another reason`,
};
export const SET_ASIDE_REASONS = Object.keys(SET_ASIDE_TEXTS) as SetAsideReason[];

/** Why a row of a list was not taken. */
export const INVENTORY_REFUSAL_TEXTS: Record<InventoryRefusal, string> = {
  columns: $localize`it has more or fewer cells than the first line`,
  person: $localize`it names nobody by an e-mail address`,
  platform: $localize`it does not say whether this is an iPhone or an Android phone`,
  'twice-in-file': $localize`the same device stands further up`,
  'unknown-person': $localize`nobody who works here has this address`,
};

export const VANISHED_TEXTS: Record<Vanished['kind'], string> = {
  'phone-vanished': $localize`Its list no longer tells of it`,
  'enrolled-phone-vanished': $localize`Enrolled, and its list no longer tells of it: maybe replaced`,
  'source-quiet': $localize`This list was not refreshed`,
  'person-vanished': $localize`The directory has them no longer, and they have not left here`,
};

/** "iPhone 14 Pro · iPhone 17.1". */
export const deviceText = ({
  platform,
  model,
  osVersion,
}: Pick<InventoryPhone, 'platform' | 'model' | 'osVersion'>): string =>
  [model ?? PLATFORM_TEXTS[platform], osVersion].filter((part) => part !== null).join(' · ');

export const phonesListed = (count: number): string =>
  plural(count, {
    one: $localize`1 phone listed`,
    other: $localize`${formatCount(count)}:count: phones listed`,
  });
