import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Beside, type BesideChoice } from '../frame/beside';

/** What stands under the rail's entry of the gaps: single gaps, what is above them, what is left out, what is unusual. */
const CHOICES: readonly BesideChoice[] = [
  { path: 'gaps', title: $localize`Gaps`, permission: 'coverage.read' },
  { path: 'incidents', title: $localize`Incidents`, permission: 'coverage.read' },
  { path: 'exemptions', title: $localize`Exemptions`, permission: 'coverage.read' },
  { path: 'anomalies', title: $localize`Unusual changes`, permission: 'figures.read' },
];

/**
 * The choice between the four pages of what is wrong. They share the rail's entry of the gaps, since the rail holds eleven
 * entries by design and none of the four is read without the others: an incident explains gaps, an exemption leaves them
 * out, an unusual change is one.
 */
@Component({
  selector: 'hf-beside-gaps',
  imports: [Beside],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<hf-beside [pages]="choices" base="/" label="Gaps and what is about them" i18n-label />`,
})
export class BesideGaps {
  readonly choices = CHOICES;
}
