const SUPPRESSION = /^\s*eslint-(disable|enable)/;
const REASON = /\s--\s+\S+/;

/** A suppressed rule says why: `eslint-disable-next-line RULE -- reason`. TypeScript's own are held by `ban-ts-comment`. */
export const reasonedSuppression = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { reason: 'Say why this rule does not apply here: `eslint-disable-next-line RULE -- reason`.' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (SUPPRESSION.test(comment.value) && !REASON.test(comment.value)) {
            context.report({ loc: comment.loc, messageId: 'reason' });
          }
        }
      },
    };
  },
};
