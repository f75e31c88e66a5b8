/** Runs `work` on every item, `width` at a time, in the order of the list. */
export async function inTurns(items, width, work) {
  const waiting = [...items];
  const turns = Array.from({ length: Math.min(width, items.length) }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  });
  await Promise.all(turns);
}
