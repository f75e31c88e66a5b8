/** An iPhone's UDID: 40 hexadecimal digits, or since 2018 8 and 16 with a dash between them. */
const UDID = /^[0-9a-fA-F]{40}$|^[0-9a-fA-F]{8}-[0-9a-fA-F]{16}$/;

/** Whether a text is the UDID of an iPhone, so that it may become a file's name. */
export const isUdid = (text: string): boolean => UDID.test(text);
