const MIME = 'vnd.android.cursor.item/';

/** What a row of `data` is, by its `mimetype` (Android's `ContactsContract.CommonDataKinds`). */
export const DATA = {
  name: `${MIME}name`,
  phone: `${MIME}phone_v2`,
  email: `${MIME}email_v2`,
  postal: `${MIME}postal-address_v2`,
  organization: `${MIME}organization`,
  im: `${MIME}im`,
  nickname: `${MIME}nickname`,
  note: `${MIME}note`,
  website: `${MIME}website`,
  group: `${MIME}group_membership`,
  event: `${MIME}contact_event`,
  relation: `${MIME}relation`,
  sip: `${MIME}sip_address`,
  photo: `${MIME}photo`,
  /** An iPhone's: `data1` the address, `data2` the service, `data3` the name there. */
  social: 'x-apple/social-profile',
} as const;
