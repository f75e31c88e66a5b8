import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { form, FormField, submit, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { AlertSettings, ShownAlerts } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { changeAlerts } from '../client/fn/alerts/change-alerts';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { isTimeZone, timeZones } from '../look/time-zones';
import { ROLE_TEXTS } from '../text/role-texts';

const ROLES: readonly AlertSettings['roles'][number][] = ['owner', 'admin', 'privacy', 'helpdesk', 'auditor'];

/** Who is told, when the digest comes, and the time zone of the company. */
@Component({
  selector: 'hf-alert-settings',
  imports: [
    FaultCard,
    FormField,
    MatButton,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './settings-card.html',
  styles: `
    fieldset {
      border: 0;
      padding: 0;
      min-inline-size: 0;
      display: flex;
      flex-wrap: wrap;
      column-gap: 12px;
    }
  `,
})
export class SettingsCard {
  readonly #say = inject(Say);
  readonly alerts = input.required<ShownAlerts>();
  readonly changed = output<ShownAlerts>();
  readonly change = inject(Changes).of(changeAlerts);
  readonly roles = linkedSignal(() => new Set(this.alerts().settings.roles));
  readonly people = linkedSignal(() => this.alerts().people);
  readonly zones = computed(() => timeZones(this.alerts().settings.timeZone));
  /** All that is typed or chosen: a native field holds text. */
  readonly #model = linkedSignal(() => {
    const { timeZone, digest, digestWeekday, digestHour } = this.alerts().settings;
    return { timeZone, digest, digestWeekday: String(digestWeekday), digestHour: String(digestHour) };
  });
  readonly entry = form(this.#model, (path) => {
    validate(path.timeZone, ({ value }) =>
      isTimeZone(value())
        ? undefined
        : { kind: 'time-zone', message: $localize`The name of a time zone, such as Europe/Berlin.` },
    );
  });
  readonly isWeekly = computed(() => this.#model().digest === 'week');
  readonly isSent = computed(() => this.#model().digest !== 'never');
  readonly nobody = computed(() => this.roles().size + this.people().length === 0);
  readonly allRoles = ROLES.map((role) => ({ role, text: ROLE_TEXTS[role] }));
  readonly digests: readonly { value: AlertSettings['digest']; text: string }[] = [
    { value: 'never', text: $localize`Never` },
    { value: 'day', text: $localize`Each day on which something changed` },
    { value: 'week', text: $localize`Once a week` },
  ];
  readonly weekdays = [
    $localize`Monday`,
    $localize`Tuesday`,
    $localize`Wednesday`,
    $localize`Thursday`,
    $localize`Friday`,
    $localize`Saturday`,
    $localize`Sunday`,
  ];
  readonly hours = Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    text: `${String(hour).padStart(2, '0')}:00`,
  }));

  toggle(role: (typeof ROLES)[number], on: boolean): void {
    const roles = new Set(this.roles());
    if (on) roles.add(role);
    else roles.delete(role);
    this.roles.set(roles);
  }

  leaveOut(id: string): void {
    this.people.set(this.people().filter((person) => person.id !== id));
  }

  async keep(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const { timeZone, digest, digestWeekday, digestHour } = this.entry().value();
      const changed = await this.change.run({
        body: {
          timeZone,
          digest,
          digestWeekday: Number(digestWeekday),
          digestHour: Number(digestHour),
          roles: ROLES.filter((role) => this.roles().has(role)),
          people: this.people().map(({ id }) => id),
        },
      });
      if (changed === undefined) return;
      this.changed.emit(changed);
      this.#say.done($localize`Kept.`);
    });
  }
}
