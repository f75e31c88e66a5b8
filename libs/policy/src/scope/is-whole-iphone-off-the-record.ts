/** What this rule needs of a policy; `PolicyV1` of the contracts satisfies it. */
export interface PolicyAboutIphones {
  readonly scope: { readonly iosBackup: 'photos' | 'whole' };
  readonly privacy: { readonly purpose: string; readonly lawfulBasis: string };
}

/**
 * Whether a policy reads whole iPhones and may not yet: an iPhone that is read whole brings along messages, health and
 * all else, whichever categories are asked for, so purpose and lawful basis come first (product rule 5).
 */
export const isWholeIphoneOffTheRecord = ({ scope, privacy }: PolicyAboutIphones): boolean =>
  scope.iosBackup === 'whole' && (privacy.purpose.trim() === '' || privacy.lawfulBasis === 'unrecorded');
