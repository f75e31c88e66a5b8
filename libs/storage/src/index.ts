export * from './storage-error.js';
export * from './location/location.js';
export { folderLocation } from './location/folder-location.js';
export { s3Location } from './location/s3-location.js';
export type { S3Place } from './location/s3-place.js';
export { signedLocation } from './location/signed-location.js';
export type { ObjectToSign, UrlSigner } from './location/url-signer.js';
export * from './repository/repository.js';
export * from './repository/opening.js';
export type { IndexLoss } from './index/index-database.js';
export { createRepository } from './repository/create-repository.js';
export { keyFingerprint } from './recipients/key-fingerprint.js';
export { addRecipient } from './recipients/add-recipient.js';
export { listRecipients } from './recipients/list-recipients.js';
export type * from './recipients/recipient-door.js';
export { removeRecipient } from './recipients/remove-recipient.js';
export { repositoryIdentity } from './recipients/repository-identity.js';
export { shareRecipients } from './recipients/share-recipients.js';
export { replaceRecipient } from './recipients/replace-recipient.js';
export type { ReplacedRecipient, ReplacingRecipient } from './recipients/replace-recipient.js';
export { rotateKeys } from './recipients/rotate-keys.js';
export type { RecipientRole } from './crypto/recipient.js';
export { openRepository } from './repository/open-repository.js';
export { keyPairOf, newKeyPair } from './crypto/key-pair.js';
export type { KeyPair } from './crypto/key-pair.js';
export {
  isRecoveryCode,
  isTypedWord,
  newRecoveryCode,
  recoveryCodeKeyPair,
  typedRecoveryCode,
} from './crypto/recovery-code.js';
export { parsePathText, pathText } from './path-text.js';
