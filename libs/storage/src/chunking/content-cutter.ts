import { CUT_POINT_WASM } from './cut-point-wasm.js';
import { FIXED_CHUNK_BYTES, isPageDatabase } from './page-databases.js';

export const MIN_CHUNK_BYTES = 256 * 1024;
export const AVERAGE_CHUNK_BYTES = 1024 * 1024;
export const MAX_CHUNK_BYTES = 4 * 1024 * 1024;
/** 256 numbers of 64 bits. */
export const GEAR_BYTES = 2048;

// Top bits, which every one of the last 64 bytes reaches. Harder before the average and easier after it keeps
// lengths near the average (FastCDC, Xia et al. 2016, "normalized chunking").
export const MASK_BEFORE = 0xfffffc0000000000n;
export const MASK_AFTER = 0xffffc00000000000n;

const DATA_AT = 4096;
/** Two of the largest chunks: half of it is always whole lookahead, so a cut never depends on how reads fell. */
const BUFFER_BYTES = 2 * MAX_CHUNK_BYTES;
/** SQLite and its log say at once what they are, Realm at byte 16. */
const TOLD_BY_BYTES = 20;

interface CutPointExports {
  readonly memory: WebAssembly.Memory;
  cut(first: number, middle: number, end: number, before: bigint, after: bigint): number;
}

let compiled: WebAssembly.Module | undefined;

/**
 * Cuts one file after the other into chunks: content-defined 256 KiB / 1 MiB / 4 MiB, or fixed 64 KiB for page
 * databases. Bytes are put straight into the WebAssembly memory: fill `room()`, say how much with `filled`, take
 * chunks with `next` until there is none, and go on until the end was said.
 */
export class ContentCutter {
  private readonly cut: CutPointExports['cut'];
  private readonly buffer: Buffer;
  private from = 0;
  private to = 0;
  private ended = false;
  private fixed: boolean | undefined;

  /** @param gear GEAR_BYTES, each number big-endian */
  constructor(gear: Uint8Array) {
    compiled ??= new WebAssembly.Module(CUT_POINT_WASM);
    const { memory, cut } = new WebAssembly.Instance(compiled).exports as unknown as CutPointExports;
    this.cut = cut;
    Buffer.from(memory.buffer, 0, GEAR_BYTES).fill(gear.subarray(0, GEAR_BYTES)).swap64();
    this.buffer = Buffer.from(memory.buffer, DATA_AT, BUFFER_BYTES);
  }

  /** Begins a file. */
  begin(): void {
    [this.from, this.to, this.ended, this.fixed] = [0, 0, false, undefined];
  }

  /** Where the next bytes of the file go; empty while chunks must be taken first. Chunks taken before are void. */
  room(): Buffer {
    if (this.from > 0 && this.to - this.from < MAX_CHUNK_BYTES) {
      this.buffer.copyWithin(0, this.from, this.to);
      this.to -= this.from;
      this.from = 0;
    }
    return this.buffer.subarray(this.to);
  }

  filled(bytes: number): void {
    this.to += bytes;
  }

  end(): void {
    this.ended = true;
  }

  /** A view that is valid until `room` is asked for; undefined when more bytes are needed, or the file is done. */
  next(): Buffer | undefined {
    const left = this.to - this.from;
    if (left === 0 || (!this.ended && left < MAX_CHUNK_BYTES)) return undefined;
    this.fixed ??= isPageDatabase(this.buffer.subarray(this.from, this.from + Math.min(left, TOLD_BY_BYTES)));
    const end = this.fixed ? Math.min(this.to, this.from + FIXED_CHUNK_BYTES) : this.cutPoint();
    const chunk = this.buffer.subarray(this.from, end);
    this.from = end;
    return chunk;
  }

  private cutPoint(): number {
    const [from, to] = [this.from + DATA_AT, this.to + DATA_AT];
    const end = Math.min(to, from + MAX_CHUNK_BYTES);
    const [first, middle] = [from + MIN_CHUNK_BYTES, from + AVERAGE_CHUNK_BYTES];
    return this.cut(first, middle, end, MASK_BEFORE, MASK_AFTER) - DATA_AT;
  }
}
