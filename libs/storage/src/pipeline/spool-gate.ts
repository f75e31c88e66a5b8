const [WAITING, STOPPED] = [0, 1];

/**
 * Holds sealing threads back while too many packs wait to be sent, so that a slow link fills neither disk nor memory,
 * and tells them to stop. Shared memory, because a thread that cuts a long file does not listen to messages.
 */
export class SpoolGate {
  private readonly words: Int32Array;

  constructor(
    readonly memory: SharedArrayBuffer = new SharedArrayBuffer(8),
    private readonly most = Number.POSITIVE_INFINITY,
  ) {
    this.words = new Int32Array(memory);
  }

  /** In a sealing thread: one more waits to be sent; blocks while there are too many. */
  sealed(): void {
    Atomics.add(this.words, WAITING, 1);
    for (;;) {
      const waiting = Atomics.load(this.words, WAITING);
      if (waiting <= this.most || this.stopped) return;
      Atomics.wait(this.words, WAITING, waiting, 1000);
    }
  }

  /** In the sending thread: one is stored. */
  sent(): void {
    Atomics.sub(this.words, WAITING, 1);
    Atomics.notify(this.words, WAITING);
  }

  stop(): void {
    Atomics.store(this.words, STOPPED, 1);
    Atomics.notify(this.words, WAITING);
  }

  get stopped(): boolean {
    return Atomics.load(this.words, STOPPED) === 1;
  }
}
