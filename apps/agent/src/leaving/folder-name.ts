const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** What some computer cannot hold in a name, what a terminal obeys, and what turns or hides text. */
const UNSAFE = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const MOST = 60;

/** A label that somebody chose as the name of a folder that every computer can hold; "phone" where nothing is left of it. */
export function folderName(label: string): string {
  const plain = [...label.normalize('NFC').replace(UNSAFE, '_')].slice(0, MOST).join('');
  const name = plain.replace(/^[\s.]+|[\s.]+$/g, '');
  if (name === '') return 'phone';
  return RESERVED.test(name) ? `_${name}` : name;
}
