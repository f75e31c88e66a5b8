import { letter, oneLine } from '../mail/letter.js';

const HINT =
  'They know that you are told this. Holdfast tells you nothing else: not why, not since when, nothing of their phone. ' +
  'What helps is a quiet hour and their IT.';

/** What a manager is told, in the words of the statement: who is not protected, and nothing else. */
export function escalationMessage(manager: string, people: readonly string[]) {
  const names = people.map(oneLine);
  const one = names.length === 1;
  return letter(
    one ? 'One of your people is not protected' : `${String(names.length)} of your people are not protected`,
    [
      { say: `Hello ${oneLine(manager)},` },
      {
        say: one
          ? 'the phone backup of one of your people does not protect them as your company asks:'
          : 'the phone backup of these people of yours does not protect them as your company asks:',
      },
      { list: names.map((text) => ({ text })) },
      { say: HINT },
    ],
  );
}
