import type { Alert } from '@holdfast/contracts';
import { letter, oneLine } from '../mail/letter.js';

const MARKS = { note: 'Holdfast', warning: 'Holdfast', urgent: 'Holdfast, urgent' } as const;

/** An alert as a letter: what happened, the next step, where. */
export const alertMessage = (name: string, alert: Alert, origin: string) =>
  letter(`${MARKS[alert.severity]}: ${alert.title}`, [
    { say: `Hello ${oneLine(name)},` },
    ...alert.sentences.map((say) => ({ say })),
    { say: `Next: ${alert.nextStep}` },
    { link: 'Open it in Holdfast', url: `${origin}${alert.path}` },
    { say: 'You get this because you look after Holdfast. Settings › Alerts says who does.' },
  ]);
