import { basename } from 'node:path';

const SAYS_NOTHING =
  /^(utils?|helpers?|common|manager|misc|base)([.-]|$)|[.-](utils?|helpers?|manager)\.[^.]+$/;

/** A file is named by what it does; these words say nothing about what is inside. */
export const tellingFileName = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { name: 'Name this file by what it does: "{{name}}" says nothing about what is inside.' },
  },
  create(context) {
    return {
      Program(node) {
        const name = basename(context.filename);
        if (SAYS_NOTHING.test(name)) context.report({ node, messageId: 'name', data: { name } });
      },
    };
  },
};
