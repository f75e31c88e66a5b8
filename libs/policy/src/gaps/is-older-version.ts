const NUMBERS = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})/;

/** Whether version `a` (x.y.z, whatever follows) comes before `b`. One that is no version comes before every other. */
export function isOlderVersion(a: string, b: string): boolean {
  const numbers = (version: string) => (NUMBERS.exec(version) ?? []).slice(1).map(Number);
  const left = numbers(a);
  const right = numbers(b);
  for (const [place, wanted] of right.entries()) {
    const have = left[place] ?? -1;
    if (have !== wanted) return have < wanted;
  }
  return false;
}
