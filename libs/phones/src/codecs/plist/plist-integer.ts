/** An integer as values hold it: a number where a double is exact. */
export function plistInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
