/** Terms under which Holdfast may be given away together with a package. */
const FOR_ALL = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Terms of tools that build and test, and are never given away. */
const FOR_DEVELOPMENT = new Set([...FOR_ALL, 'MPL-2.0']);

/**
 * Whether an SPDX expression allows our use: of `OR` one side, of `AND` both. An expression that is missing or not
 * understood is not allowed: what nobody has read, nobody has agreed to.
 */
export function allowedLicence(expression, { development }) {
  const allowed = development ? FOR_DEVELOPMENT : FOR_ALL;
  const words = expression?.match(/[()]|[^\s()]+/g);
  if (!words) return false;
  let at = 0;
  const term = () => {
    if (words[at] !== '(') return allowed.has(words[at++]);
    at++;
    const inner = either();
    return words[at++] === ')' && inner;
  };
  const joined = (word, next, combine) => {
    let value = next();
    while (words[at] === word) {
      at++;
      const right = next();
      value = combine(value, right);
    }
    return value;
  };
  const both = () => joined('AND', term, (left, right) => left && right);
  const either = () => joined('OR', both, (left, right) => left || right);
  const value = either();
  return at === words.length && value;
}
