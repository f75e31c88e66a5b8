/** The bytes that `cut-point.wat` assembles to. */
export function assemble(): Promise<Buffer>;
