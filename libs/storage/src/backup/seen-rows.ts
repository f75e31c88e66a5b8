/** Rows that a scan has met as they stood, a bit each: a million of them take 125 KB, and no write to the table. */
export class SeenRows {
  private bits = new Uint8Array(4096);
  private last = -1;

  add(id: number): void {
    const at = id >>> 3;
    if (at >= this.bits.length) {
      const larger = new Uint8Array(Math.max(at + 1, this.bits.length * 2));
      larger.set(this.bits);
      this.bits = larger;
    }
    this.bits[at]! |= 1 << (id & 7);
    this.last = Math.max(this.last, id);
  }

  has(id: number): boolean {
    return ((this.bits[id >>> 3] ?? 0) & (1 << (id & 7))) !== 0;
  }

  remove(id: number): void {
    if (this.has(id)) this.bits[id >>> 3]! &= ~(1 << (id & 7));
  }

  clear(): void {
    this.bits.fill(0);
    this.last = -1;
  }

  /** Ids that follow each other, as first and last: a tree that stands as it stood is one run. */
  *runs(): Generator<readonly [number, number]> {
    for (let id = 0; id <= this.last; id++) {
      if (!this.has(id)) continue;
      const first = id;
      while (this.has(id + 1)) id++;
      yield [first, id];
    }
  }
}
