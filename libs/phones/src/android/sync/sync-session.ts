import { SourceError } from '@holdfast/contracts/sources';
import { ByteReader, EndOfBytes } from '../../codecs/byte-reader.js';
import {
  decodeStatV1,
  decodeStatV2,
  encodeReceiveSetup,
  encodeSyncHeader,
  encodeSyncRequest,
  RECEIVE_FLAGS,
  STAT_V1_BYTES,
  STAT_V2_BYTES,
  SYNC_HEADER_BYTES,
  SYNC_MAX_DATA,
  SYNC_MAX_PATH,
  type FileStat,
} from '../../codecs/sync-record.js';
import { garbled, unplugged } from '../../stream/phone-faults.js';
import type { PhoneStream } from '../../stream/phone-stream.js';
import type { PhoneTransport } from '../phone-transport.js';
import { decompressed, type Compression } from './compression.js';
import { refusedByPhone } from './sync-failure.js';

/** One name of a listed folder, as the phone sent it: hostile. `undefined` stands for one too long to keep. */
export interface Listed {
  readonly name: Uint8Array | undefined;
  readonly stat: FileStat;
}

/** Stats asked for ahead: about 6 KB of requests. */
const STATS_OPEN = 64;
const NO_PATH = new Uint8Array(0);
/** A plain file, 0660 as shared storage makes them: `S_IFREG | 0660`, decimal. */
const PUSH_MODE = Buffer.from(',33200');
/** Names beyond this are read past and not kept; beyond `MAX_ANNOUNCED_NAME` the stream is taken for garbage. */
const MAX_NAME = 4096;
const MAX_ANNOUNCED_NAME = 1024 * 1024;
/** adbd sends 64 KiB a record; a little more is tolerated, since nothing here is allocated ahead. */
const MAX_DATA_RECORD = 16 * 1024 * 1024;

/** How a file is asked for. */
export interface Receiving {
  /** In which the phone sends it; without, as it is. */
  readonly compression?: Compression | undefined;
}

/**
 * One conversation with the phone's sync service: one request at a time. Two at once gain nothing: the second answer waits
 * 40 ms in the adb server for an acknowledgement that nobody sends (measured with adb 29.0.6, 2026-11-27: 2,000 files
 * 8.0 s instead of 1.9 s). Any error ends it: adbd closes the service after a refusal (AOSP `file_sync_service.cpp`;
 * phones before Android 8 went on).
 */
export class SyncSession {
  private readonly reader: ByteReader;
  /** False while an answer is unread or the stream is broken: the session must not be used again. */
  idle = true;

  private constructor(
    private readonly stream: PhoneStream,
    private readonly v2: { readonly stat: boolean; readonly list: boolean },
  ) {
    this.reader = new ByteReader(() => stream.next());
  }

  static async open(transport: PhoneTransport): Promise<SyncSession> {
    const stream = await transport.open(Buffer.from('sync:'));
    const { features } = transport;
    return new SyncSession(stream, { stat: features.has('stat_v2'), list: features.has('ls_v2') });
  }

  /** What is at `path`, links not followed unless `follow` (v2 only). `mode` 0 and `error` tell that there is nothing. */
  async stat(path: Uint8Array, follow = false): Promise<FileStat> {
    const id = this.statId(follow);
    await this.send(encodeSyncRequest(id, path), path);
    const stat = await this.guarded(() => this.statAnswer(id));
    this.idle = true;
    return stat;
  }

  /**
   * Stats of many paths, links not followed, in their order. Some are always asked ahead, and whenever this side is about
   * to wait it asks for more: what it sends acknowledges what came, for which the adb server would else wait 40 ms.
   */
  async *stats(paths: readonly Uint8Array[]): AsyncGenerator<FileStat> {
    const id = this.statId(false);
    const bytes = 4 + (this.v2.stat ? STAT_V2_BYTES : STAT_V1_BYTES);
    for (let answered = 0, asked = 0; answered < paths.length; answered += 1) {
      if (this.reader.ready < bytes && asked < paths.length) {
        const more = paths.slice(asked, answered + STATS_OPEN).map((path) => encodeSyncRequest(id, path));
        if (more.length > 0) await this.send(Buffer.concat(more), NO_PATH);
        asked += more.length;
      }
      yield await this.guarded(() => this.statAnswer(id));
    }
    this.idle = true;
  }

  /** Lists a folder in the phone's order, `.` and `..` included where the phone sends them. A folder that cannot be opened looks empty. */
  async *list(path: Uint8Array): AsyncGenerator<Listed> {
    const v2 = this.v2.list;
    await this.send(encodeSyncRequest(v2 ? 'LIS2' : 'LIST', path), path);
    for (;;) {
      const listed = await this.guarded(async () => {
        const id = await this.id();
        if (id !== 'DONE' && id !== (v2 ? 'DNT2' : 'DENT'))
          throw garbled('a listing answered with something else');
        const record = await this.reader.exactly((v2 ? STAT_V2_BYTES : STAT_V1_BYTES) + 4);
        if (id === 'DONE') return undefined;
        const stat = v2 ? decodeStatV2(record) : decodeStatV1(record);
        return { name: await this.name(record.readUInt32LE(record.length - 4)), stat };
      });
      if (listed === undefined) break;
      yield listed;
    }
    this.idle = true;
  }

  /** The bytes of a file, in pieces as they arrive. Throws `SourceError` with the phone's reason. */
  async *receive(path: Uint8Array, { compression }: Receiving = {}): AsyncGenerator<Uint8Array> {
    const request = compression
      ? [encodeSyncRequest('RCV2', path), encodeReceiveSetup(RECEIVE_FLAGS[compression])]
      : [encodeSyncRequest('RECV', path)];
    await this.send(Buffer.concat(request), path);
    const bytes = this.records();
    yield* compression ? decompressed(compression, bytes) : bytes;
    this.idle = true;
  }

  /**
   * Writes a file, its folders made where missing, in the place of whatever stands there. `mtime`: seconds since 1970. Throws
   * `SourceError` with the phone's reason.
   */
  async push(path: Uint8Array, mtime: number, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const spec = Buffer.concat([path, PUSH_MODE]);
    await this.send(encodeSyncRequest('SEND', spec), spec);
    for await (const piece of bytes) {
      for (let at = 0; at < piece.length; at += SYNC_MAX_DATA) {
        const data = piece.subarray(at, at + SYNC_MAX_DATA);
        await this.stream.write(Buffer.concat([encodeSyncHeader('DATA', data.length), data]));
      }
    }
    await this.stream.write(encodeSyncHeader('DONE', mtime));
    await this.guarded(async () => {
      if ((await this.id()) !== 'OKAY') throw garbled('a push answered with something else');
      await this.reader.exactly(4);
    });
    this.idle = true;
  }

  close(): void {
    if (this.idle) void this.stream.write(encodeSyncHeader('QUIT', 0)).catch(() => undefined);
    this.idle = false;
    this.stream.close();
  }

  /** The contents of DATA records up to DONE. */
  private async *records(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const length = await this.guarded(async () => {
        const head = await this.reader.exactly(SYNC_HEADER_BYTES);
        const id = head.toString('latin1', 0, 4);
        if (id === 'DONE') return undefined;
        if (id === 'FAIL') return this.fail(head.readUInt32LE(4));
        if (id !== 'DATA') throw garbled('a file answered with something else');
        return head.readUInt32LE(4);
      });
      if (length === undefined) return;
      if (length > MAX_DATA_RECORD) throw garbled(`a record announces ${length} bytes`);
      for (let left = length; left > 0;) {
        const piece = await this.guarded(() => this.reader.upTo(left));
        if (piece === undefined) throw unplugged();
        left -= piece.length;
        yield piece;
      }
    }
  }

  private async send(request: Uint8Array, path: Uint8Array): Promise<void> {
    if (path.length > SYNC_MAX_PATH) {
      throw new SourceError(
        'unreadable',
        `The path is longer than the ${SYNC_MAX_PATH} bytes that a phone accepts.`,
      );
    }
    this.idle = false;
    await this.stream.write(request);
  }

  private statId(follow: boolean): string {
    return this.v2.stat ? (follow ? 'STA2' : 'LST2') : 'STAT';
  }

  private async statAnswer(asked: string): Promise<FileStat> {
    if ((await this.id()) !== asked) throw garbled('a stat answered with something else');
    return this.v2.stat
      ? decodeStatV2(await this.reader.exactly(STAT_V2_BYTES))
      : decodeStatV1(await this.reader.exactly(STAT_V1_BYTES));
  }

  private async id(): Promise<string> {
    const id = (await this.reader.exactly(4)).toString('latin1');
    return id === 'FAIL' ? this.fail((await this.reader.exactly(4)).readUInt32LE(0)) : id;
  }

  private async fail(length: number): Promise<never> {
    if (length > 65_536) throw garbled('an absurd refusal');
    throw refusedByPhone(await this.reader.exactly(length));
  }

  private async name(length: number): Promise<Uint8Array | undefined> {
    // Copied: a view would be of a block that is filled again, and keep it whole.
    if (length <= MAX_NAME) return Buffer.from(await this.reader.exactly(length));
    if (length > MAX_ANNOUNCED_NAME) throw garbled(`a name of ${length} bytes`);
    for (let left = length; left > 0;) {
      const piece = await this.reader.upTo(left);
      if (piece === undefined) throw unplugged();
      left -= piece.length;
    }
    return undefined;
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!this.idle) this.stream.close();
      throw error instanceof EndOfBytes ? unplugged(error) : error;
    }
  }
}
