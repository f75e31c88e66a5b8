/**
 * Gathers single questions that come at the same moment into one call of at most `most`, so that four parallel
 * uploads cost one round trip to the signer. A failed call fails each question that was in it.
 */
export function batched<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  most: number,
): (question: Question) => Promise<Answer> {
  interface Waiting {
    readonly question: Question;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];

  const flush = async (): Promise<void> => {
    const now = waiting.splice(0, most);
    if (waiting.length > 0) setImmediate(() => void flush());
    try {
      const answers = await ask(now.map((one) => one.question));
      now.forEach((one, index) => {
        const answer = answers[index];
        if (answer === undefined)
          one.reject(new Error('The signer answered fewer requests than it was asked.'));
        else one.resolve(answer);
      });
    } catch (error) {
      for (const one of now) one.reject(error);
    }
  };

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (waiting.length === 1) setImmediate(() => void flush());
    });
}
