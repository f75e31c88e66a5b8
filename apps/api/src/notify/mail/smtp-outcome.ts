/**
 * What became of a message. `taken`: the server has it. `later`: it has not, and another try may help. `refused`: for good.
 * `unsure`: the connection broke after the text was begun, so that nobody knows. `answer` is a code and its
 * class, never an address.
 */
export interface SmtpOutcome {
  readonly result: 'taken' | 'later' | 'refused' | 'unsure';
  readonly answer: string;
}

interface SmtpError {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
}

/** An SMTP reply's code and enhanced code (RFC 3463); the rest of it may repeat an address. */
export const answerOf = (reply: string): string =>
  /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(reply)?.[0].replace('-', ' ') ?? 'no answer';

/** Errors of nodemailer that are about this message; others are about the server, and pass. */
const OF_THE_MESSAGE = ['EENVELOPE', 'EMESSAGE'];

/** `dataSent`: the command DATA had gone out, so that the server may have had all of the text. */
export function outcomeOf(error: unknown, dataSent: boolean): SmtpOutcome {
  const { code, responseCode, response } = (error ?? {}) as SmtpError;
  if (typeof responseCode === 'number') {
    const answer = answerOf(typeof response === 'string' ? response : String(responseCode));
    const forGood = responseCode >= 500 && OF_THE_MESSAGE.includes(String(code));
    return { result: forGood ? 'refused' : 'later', answer };
  }
  return { result: dataSent ? 'unsure' : 'later', answer: typeof code === 'string' ? code : 'no answer' };
}
