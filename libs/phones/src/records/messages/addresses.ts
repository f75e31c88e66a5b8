/** Header fields of the MMS protocol (OMA-MMS-ENC). */
export const FROM = 137;
export const TO = 151;
/** What Android stores for the phone's own address. */
export const OWN = 'insert-address-token';
/** UTF-8, as IANA numbers character sets. */
export const UTF8 = 106;

export interface Address {
  readonly address: string;
  /** 129 Bcc, 130 Cc, 137 From, 151 To. */
  readonly type: number;
  readonly charset: number;
}

export interface Addresses {
  /** `message`: as stored with it. `thread`: those of the conversation, where nobody asked or nobody answered. */
  readonly from: 'message' | 'thread';
  readonly list: readonly Address[];
}
