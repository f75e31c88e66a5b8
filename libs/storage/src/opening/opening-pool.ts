import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { PackKind } from '../packs/pack-layout.js';
import { threadFile } from '../pipeline/thread-file.js';
import { StorageError } from '../storage-error.js';
import type { OpeningThreadData } from './opening-thread.js';
import type { Finding, PackOrder, PackWritten, Question, Reply } from './pack-order.js';

const MOST_THREADS = 2;
const LIMITS = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 256 };

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
}

/** Threads that open packs, started as they are needed. */
export class OpeningPool {
  private readonly threads: { worker: Worker; waiting: Waiting[] }[] = [];
  private readonly most = Math.min(MOST_THREADS, availableParallelism());

  constructor(
    private readonly keys: RepositoryKeys,
    private readonly target?: string,
  ) {}

  /** How many packs may be under way at a time: each thread works on one while one more comes in. */
  get width(): number {
    return this.most + 1;
  }

  async write(order: PackOrder): Promise<PackWritten> {
    const reply = await this.ask({ type: 'write', order }, order.bytes);
    if (reply.type !== 'written') throw unexpected();
    return reply.written;
  }

  async check(kind: PackKind, name: string, bytes: Uint8Array): Promise<Finding | undefined> {
    const reply = await this.ask({ type: 'check', kind, name, bytes }, bytes);
    if (reply.type !== 'checked') throw unexpected();
    return reply.what;
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map(({ worker }) => worker.terminate()));
  }

  private async ask(question: Question, bytes: Uint8Array): Promise<Reply> {
    const thread = this.thread();
    const reply = await new Promise<Reply>((resolve, reject) => {
      thread.waiting.push({ resolve, reject });
      thread.worker.postMessage(question, ownMemory(bytes));
    });
    if (reply.type !== 'failed') return reply;
    const { code, system, message } = reply.failure;
    throw code ? new StorageError(code, message) : Object.assign(new Error(message), { code: system });
  }

  private thread() {
    const least = this.threads.reduce<(typeof this.threads)[number] | undefined>(
      (a, b) => (a && a.waiting.length <= b.waiting.length ? a : b),
      undefined,
    );
    if (least && (least.waiting.length === 0 || this.threads.length === this.most)) return least;
    const { repositoryId, secret } = this.keys;
    const workerData: OpeningThreadData = {
      repositoryId,
      secret,
      epochs: this.keys.openEpochs(),
      ...(this.target === undefined ? {} : { target: this.target }),
    };
    const worker = new Worker(threadFile('opening-thread', import.meta.url), {
      workerData,
      resourceLimits: LIMITS,
    });
    const thread = { worker, waiting: [] as Waiting[] };
    worker.on('message', (reply: Reply) => thread.waiting.shift()?.resolve(reply));
    const fail = (error: unknown): void => thread.waiting.splice(0).forEach(({ reject }) => reject(error));
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('A thread that opens packs has ended.')));
    this.threads.push(thread);
    return thread;
  }
}

/** Given away rather than copied, where nobody else looks at the same memory. */
function ownMemory({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer[] {
  return byteOffset === 0 && byteLength === buffer.byteLength && buffer instanceof ArrayBuffer
    ? [buffer]
    : [];
}

const unexpected = (): Error => new Error('A thread that opens packs answered another question.');
