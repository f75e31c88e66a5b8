const MAGIC = [
  ['7f454c46', 'a Linux program (ELF)'],
  ['4d5a', 'a Windows program (MZ)'],
  ['feedface', 'a macOS program (Mach-O)'],
  ['feedfacf', 'a macOS program (Mach-O)'],
  ['cefaedfe', 'a macOS program (Mach-O)'],
  ['cffaedfe', 'a macOS program (Mach-O)'],
  ['cafebabe', 'a Java class or a macOS program'],
  ['6465780a', 'an Android program (DEX)'],
  ['0061736d', 'a WebAssembly module'],
  ['213c617263683e', 'a library or a Debian package (ar)'],
];
const PACKED = /\.(apk|aab|ipa|jar|dmg|pkg|msi|deb|rpm|exe|dll|so|dylib)$/i;

/** What program a file is, by its first bytes (8 are enough) or its name; undefined for everything else. */
export function programKind(start, name) {
  const hex = start.toString('hex');
  const known = MAGIC.find(([magic]) => hex.startsWith(magic));
  if (known) return known[1];
  return PACKED.test(name) ? 'a packed program' : undefined;
}
