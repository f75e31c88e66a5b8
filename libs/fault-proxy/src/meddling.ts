import type { Transform } from 'node:stream';
import type { Draw } from './draw.js';

/** A request as it goes upstream: what signatures cover is kept letter by letter. */
export interface Asked {
  readonly method: string;
  /** Path and query as the client spelt them. */
  readonly path: string;
  /** Names as the client spelt them, in its order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface AnswerHead {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** An answer that the proxy makes up. */
export interface Answer extends AnswerHead {
  readonly body: string;
}

/** One request that a rule has met. */
export interface Met {
  readonly asked: Asked;
  readonly draw: Draw;
  /** Writes into the record what was really done, and when. */
  note(what: string): void;
  /** Tears both connections. */
  reset(): void;
}

/** What one fault does to one request. */
export interface Meddling {
  /** The request waits for it. */
  readonly before?: () => Promise<unknown>;
  /** Takes the upstream's place, once the request's body has come; undefined: the request goes on after all. */
  readonly answer?: (body: Buffer) => Answer | undefined;
  /** Another request instead, which is signed anew; the same one: as it is. */
  readonly rewrite?: (asked: Asked) => Asked | Promise<Asked>;
  readonly requestBody?: () => Transform;
  readonly answerHead?: (head: AnswerHead) => AnswerHead;
  readonly answerBody?: (head: AnswerHead) => Transform;
  /** The upstream has done its work, and the client is never told. */
  readonly losesAnswer?: boolean;
}
