import {
  ByteReader,
  encodeBinaryMessage,
  FRAME,
  FRAME_HEAD_BYTES,
  frameHead,
  framedName,
  isDict,
  LARGEST_FRAME,
  NO_MORE,
  NO_TEXT,
  PlistReal,
  readPlistMessage,
  textFrame,
  type PlistDict,
  type PlistValue,
} from '@holdfast/phones/codecs';
import { ConnectionOver, type ServiceConnection } from '../ios/service-connection.js';
import { ByteChannel } from './byte-channel.js';

/** How the phone ended, and all that it asked for on the way. */
export interface Ended {
  readonly code: unknown;
  readonly words: unknown;
}

const KEPT = 64 * 1024 * 1024;

/**
 * A computer in memory that backs up a phone: it does whatever the phone asks, also what no computer should, and writes it
 * down. It keeps what `keeps` says, and counts the rest.
 */
export class PocketComputer {
  readonly files = new Map<string, Buffer>();
  readonly folders = new Set<string>();
  /** Messages by their names, with what they were about. */
  readonly said: (readonly PlistValue[])[] = [];
  /** Names in the backup of files that came, whole or not, and what the phone said of those that it could not read. */
  readonly received: string[] = [];
  readonly errors = new Map<string, string>();
  readonly labels = new Map<string, string>();
  bytes = 0;
  freeBytes = 10 ** 12;
  frameBytes = LARGEST_FRAME;
  /** It hangs up when the phone made more. */
  mostFolders = 1_000;
  private toPhone = new ByteChannel();
  private fromPhone = new ByteChannel();
  private over = new AbortController();
  private reader = new ByteReader(() => this.fromPhone.next());

  constructor(private readonly keeps: (path: string) => boolean = () => true) {}

  /** Begins anew, with what it holds; gives the phone's end. */
  plug(): ServiceConnection {
    const [toPhone, fromPhone] = [new ByteChannel(), new ByteChannel()];
    this.toPhone = toPhone;
    this.fromPhone = fromPhone;
    this.over = new AbortController();
    this.reader = new ByteReader(() => fromPhone.next());
    return {
      reader: new ByteReader(() => toPhone.next()),
      signal: this.over.signal,
      send: async (header, payload = new Uint8Array(0)) => {
        if (!(await fromPhone.push(header)) || !(await fromPhone.push(payload)))
          throw new ConnectionOver('the computer is gone');
      },
      end: () => fromPhone.end(),
    };
  }

  unplug(): void {
    this.over.abort(new ConnectionOver('unplugged'));
    this.toPhone.end();
    this.fromPhone.end();
  }

  /** Says hello, asks for one thing and does what the phone wants for it. */
  async run(request: PlistDict): Promise<Ended> {
    await this.hear();
    await this.say('DLMessageVersionExchange', 'DLVersionsOk', 400);
    await this.hear();
    await this.say('DLMessageProcessMessage', {
      MessageName: 'Hello',
      SupportedProtocolVersions: [new PlistReal(2), new PlistReal(2.1)],
    });
    await this.hear();
    await this.say('DLMessageProcessMessage', request);
    for (;;) {
      const message = await this.hear();
      const [name, what] = message;
      if (name === 'DLMessageProcessMessage' && isDict(what)) {
        await this.say('DLMessageDisconnect', NO_TEXT);
        return { code: what['ErrorCode'], words: what['ErrorDescription'] };
      }
      if (this.said.length < 100_000) this.said.push(message);
      await this.answer(String(name), what, message);
    }
  }

  private async answer(
    name: string,
    what: PlistValue | undefined,
    message: readonly PlistValue[],
  ): Promise<void> {
    if (name === 'DLMessageUploadFiles') await this.receive();
    else if (name === 'DLMessageDownloadFiles') return this.send(what as readonly string[]);
    else if (name === 'DLContentsOfDirectory') return this.status(0, this.list(String(what)));
    else if (name === 'DLMessageGetFreeDiskSpace') return this.status(0, this.freeBytes);
    else if (name === 'DLMessageCreateDirectory') {
      this.folders.add(String(what));
      if (this.folders.size > this.mostFolders) throw new Error('folders without end');
    } else if (name === 'DLMessageMoveItems') {
      for (const [from, to] of Object.entries(what as Record<string, string>)) {
        const found = this.files.get(from);
        if (found === undefined && this.keeps(from)) return this.status(-6, {});
        if (found !== undefined) this.files.delete(from);
        if (found !== undefined) this.files.set(to, found);
      }
    } else if (name === 'DLMessageRemoveItems') {
      for (const path of what as readonly string[])
        for (const file of [...this.files.keys()])
          if (file === path || file.startsWith(`${path}/`)) this.files.delete(file);
    } else if (name === 'DLMessageCopyItem') {
      for (const [file, bytes] of [...this.files])
        if (file.startsWith(`${String(what)}/`))
          this.files.set(String(message[2]) + file.slice(String(what).length), bytes);
    } else return this.status(-1, {});
    return this.status(0, {});
  }

  private list(folder: string): PlistDict {
    const names = [...this.files.keys()].filter((file) => file.startsWith(`${folder}/`));
    const first = names.map((file) => file.slice(folder.length + 1).split('/')[0] ?? '');
    return Object.fromEntries(first.map((name) => [name, { DLFileType: 'DLFileTypeRegular' }]));
  }

  private async receive(): Promise<void> {
    for (;;) {
      const label = await this.name();
      if (label === undefined) return;
      const path = (await this.name()) ?? '';
      if (this.received.length < 100_000) this.received.push(path);
      if (this.labels.size < 1_000) this.labels.set(path, label);
      const pieces: Buffer[] = [];
      for (;;) {
        const head = await this.reader.exactly(FRAME_HEAD_BYTES);
        const [length, code] = [head.readUInt32BE(0) - 1, head[4]];
        if (code === FRAME.data) {
          await this.take(length, this.keeps(path) ? pieces : undefined);
          continue;
        }
        const words = await this.reader.exactly(Math.max(0, Math.min(length, 65_536)));
        if (code === FRAME.remoteError) this.errors.set(path, words.toString());
        else if (this.keeps(path)) this.files.set(path, Buffer.concat(pieces));
        if (code !== FRAME.success && code !== FRAME.remoteError) throw new Error(`a frame of kind ${code}`);
        break;
      }
    }
  }

  private async take(length: number, into: Buffer[] | undefined): Promise<void> {
    if (length < 0 || (into !== undefined && length > KEPT)) throw new Error(`a frame of ${length} bytes`);
    for (let left = length; left > 0;) {
      const piece = await this.reader.upTo(left);
      if (piece === undefined) throw new Error('the phone is gone');
      left -= piece.length;
      this.bytes += piece.length;
      into?.push(piece);
    }
  }

  private async send(paths: readonly string[]): Promise<void> {
    const failed: Record<string, PlistValue> = {};
    for (const path of paths) {
      await this.toPhone.push(framedName(path));
      const found = this.files.get(path);
      if (found === undefined) {
        failed[path] = { DLFileErrorString: 'No such file or directory', DLFileErrorCode: -6 };
        await this.toPhone.push(textFrame(FRAME.localError, 'No such file or directory'));
        continue;
      }
      for (let at = 0; at < found.length; at += this.frameBytes) {
        const piece = found.subarray(at, at + this.frameBytes);
        await this.toPhone.push(Buffer.concat([frameHead(FRAME.data, piece.length), piece]));
      }
      await this.toPhone.push(frameHead(FRAME.success, 0));
    }
    await this.toPhone.push(NO_MORE);
    return this.status(Object.keys(failed).length === 0 ? 0 : -13, failed);
  }

  private status(code: number, value: PlistValue): Promise<void> {
    // As libplist writes negative numbers.
    return this.say('DLMessageStatusResponse', code < 0 ? BigInt.asUintN(64, BigInt(code)) : code, '', value);
  }

  private async say(...message: readonly PlistValue[]): Promise<void> {
    await this.toPhone.push(encodeBinaryMessage(message));
  }

  private async hear(): Promise<readonly PlistValue[]> {
    return (await readPlistMessage(this.reader, KEPT)) as readonly PlistValue[];
  }

  private async name(): Promise<string | undefined> {
    const length = (await this.reader.exactly(4)).readUInt32BE(0);
    if (length > KEPT) throw new Error(`a name of ${length} bytes`);
    return length === 0 ? undefined : (await this.reader.exactly(length)).toString('utf8');
  }
}
