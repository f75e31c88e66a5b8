import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import { YoungGarbage } from '../pipeline/young-garbage.js';
import { releaseBytes } from '../release-bytes.js';
import { exactTimes } from '../target/exact-times.js';
import { failureOf } from '../target/file-order.js';
import { TargetFolder } from '../target/target-folder.js';
import { PackOpener } from './pack-opener.js';
import type { Question, Reply } from './pack-order.js';

/** What an opening thread is born with. */
export interface OpeningThreadData {
  readonly repositoryId: Uint8Array;
  readonly secret: Uint8Array;
  readonly epochs: readonly {
    readonly number: number;
    readonly key: Uint8Array;
    readonly createdAtMs: number;
  }[];
  /** Where files are written; absent for a thread that only checks. */
  readonly target?: string;
}

async function obey(data: OpeningThreadData, port: NonNullable<typeof parentPort>): Promise<void> {
  const epochs = data.epochs.map((epoch) => ({ ...epoch, key: Buffer.from(epoch.key) }));
  const keys = new RepositoryKeys(Buffer.from(data.repositoryId), Buffer.from(data.secret), epochs);
  const target =
    data.target === undefined
      ? undefined
      : { folder: new TargetFolder(data.target), times: await exactTimes() };
  const garbage = new YoungGarbage();
  const opener = new PackOpener(keys, target, (bytes) => garbage.made(bytes));
  const answer = (question: Question): Reply => {
    try {
      if (question.type === 'write') return { type: 'written', written: opener.write(question.order) };
      return { type: 'checked', what: opener.check(question.kind, question.name, question.bytes) };
    } catch (error) {
      return { type: 'failed', failure: failureOf(error) };
    }
  };
  port.on('message', (question: Question) => {
    port.postMessage(answer(question));
    releaseBytes(question.type === 'write' ? question.order.bytes : question.bytes);
  });
}

if (!isMainThread && parentPort) void obey(workerData as OpeningThreadData, parentPort);
