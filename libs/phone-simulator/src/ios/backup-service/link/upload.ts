import { FRAME, frameHead, framedName, NO_MORE, PlistReal, textFrame } from '@holdfast/phones/codecs';
import type { DeviceLink, Status } from './device-link.js';
import { SendBuffer } from './send-buffer.js';

/** One UploadFiles message: the phone names files and sends them, until it names none. */
export class Upload {
  private constructor(
    private readonly link: DeviceLink,
    readonly out: SendBuffer,
  ) {}

  /** `bytes`: what all its files have. */
  static async begin(link: DeviceLink, bytes: number): Promise<Upload> {
    await link.say('DLMessageUploadFiles', {}, new PlistReal(link.progress), bytes);
    return new Upload(link, new SendBuffer(link.connection));
  }

  /** `from`: where it lies on the phone. `to`: where it is to lie in the backup. */
  async name(from: string, to: string | Uint8Array): Promise<void> {
    await this.out.push(framedName(from));
    await this.out.push(framedName(to));
  }

  async data(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    await this.out.push(frameHead(FRAME.data, bytes.length));
    await this.out.push(bytes);
  }

  /** The file is whole. */
  success(): Promise<void> {
    return this.out.push(frameHead(FRAME.success, 0));
  }

  /** The phone could not read it. */
  fail(words: string): Promise<void> {
    return this.out.push(textFrame(FRAME.remoteError, words));
  }

  async file(from: string, to: string, bytes: Uint8Array): Promise<void> {
    await this.name(from, to);
    await this.data(bytes);
    await this.success();
  }

  async finish(): Promise<Status> {
    await this.out.push(NO_MORE);
    await this.out.flush();
    return this.link.status();
  }
}
