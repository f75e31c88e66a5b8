import type { PolicyV1 } from '@holdfast/contracts';

type LawfulBasis = PolicyV1['privacy']['lawfulBasis'];

/** The lawful bases a company may record, in the order of the list. */
export const LAWFUL_BASES: readonly { value: LawfulBasis; text: string }[] = [
  { value: 'unrecorded', text: $localize`not recorded` },
  { value: 'legitimate-interest', text: $localize`legitimate interest` },
  { value: 'contract', text: $localize`contract` },
  { value: 'legal-obligation', text: $localize`legal obligation` },
  { value: 'consent', text: $localize`consent` },
  { value: 'agreement', text: $localize`works council agreement` },
];
