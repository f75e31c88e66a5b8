import { Injectable } from '@nestjs/common';
import { createTransport, type SentMessageInfo } from 'nodemailer';
import { Configuration } from '../../configuration/index.js';
import { answerOf, outcomeOf, type SmtpOutcome } from './smtp-outcome.js';

const TEN_SECONDS = 10_000;

export interface Recipient {
  readonly name: string;
  readonly address: string;
}

export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

export interface MessageHeaders {
  /** A uuid: the same message sent again has the same Message-ID, by which mail programs tell. */
  readonly id: string;
  /** Where one click ends these messages for a day (RFC 8058). */
  readonly muteUrl?: string | undefined;
}

/** E-mail over the SMTP server of the configuration, if there is one. */
@Injectable()
export class Mail {
  constructor(private readonly configuration: Configuration) {}

  get configured(): boolean {
    return this.configuration.values.smtpUrl !== undefined;
  }

  /** Resolves once the server has taken the message. @throws Error of the connection or the server; a retry may help */
  async send(to: Recipient, message: Message): Promise<void> {
    await this.hand(to, { ...message, headers: AUTOMATIC }, () => undefined);
  }

  /** Tries once and says what became of it. Never throws. */
  async deliver(to: Recipient, message: Message, { id, muteUrl }: MessageHeaders): Promise<SmtpOutcome> {
    let dataSent = false;
    const headers = {
      ...AUTOMATIC,
      ...(muteUrl && {
        'List-Unsubscribe': `<${muteUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    };
    const messageId = `<${id}@${this.configuration.values.mailFrom.split('@')[1] ?? 'localhost'}>`;
    try {
      const info = await this.hand(to, { ...message, headers, messageId }, () => (dataSent = true));
      return { result: 'taken', answer: answerOf(info.response ?? '') };
    } catch (error) {
      return outcomeOf(error, dataSent);
    }
  }

  private async hand(
    { name, address }: Recipient,
    message: Message & { readonly headers: Record<string, string>; readonly messageId?: string },
    onData: () => void,
  ): Promise<SentMessageInfo> {
    const { smtpUrl, mailFrom } = this.configuration.values;
    if (smtpUrl === undefined) throw new Error('no mail server is configured');
    const transport = createTransport({
      url: smtpUrl,
      connectionTimeout: TEN_SECONDS,
      greetingTimeout: TEN_SECONDS,
      socketTimeout: TEN_SECONDS,
      disableFileAccess: true,
      disableUrlAccess: true,
      transactionLog: true,
      logger: listener(onData),
    });
    try {
      const to = { name: name.replace(/\p{Cc}+/gu, ' '), address };
      return await transport.sendMail({ from: { name: 'Holdfast', address: mailFrom }, to, ...message });
    } finally {
      transport.close();
    }
  }
}

/** RFC 3834: nobody's holiday answers this. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** The log of a conversation is kept nowhere: what is listened for is that the text begins. */
function listener(onData: () => void) {
  const ignore = () => undefined;
  const debug = (entry: { tnx?: string } | undefined, line: unknown): void => {
    if (entry?.tnx === 'client' && line === 'DATA') onData();
  };
  return { level: ignore, trace: ignore, debug, info: ignore, warn: ignore, error: ignore, fatal: ignore };
}
