import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Configuration } from '../configuration/index.js';

const TEN_SECONDS = 10_000;

/** E-mail over the SMTP server of the configuration, if there is one. */
@Injectable()
export class Mail {
  constructor(private readonly configuration: Configuration) {}

  get configured(): boolean {
    return this.configuration.values.smtpUrl !== undefined;
  }

  /** Resolves once the server has taken the message. @throws Error of the connection or the server; a retry may help */
  async send(
    to: { readonly name: string; readonly address: string },
    message: { readonly subject: string; readonly text: string; readonly html?: string },
  ): Promise<void> {
    const { smtpUrl, mailFrom } = this.configuration.values;
    if (smtpUrl === undefined) throw new Error('no mail server is configured');
    const transport = createTransport({
      url: smtpUrl,
      connectionTimeout: TEN_SECONDS,
      greetingTimeout: TEN_SECONDS,
      socketTimeout: TEN_SECONDS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({ from: { name: 'Holdfast', address: mailFrom }, to, ...message });
    } finally {
      transport.close();
    }
  }
}
