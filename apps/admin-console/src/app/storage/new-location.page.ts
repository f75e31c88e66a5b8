import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, pattern, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Router, RouterLink } from '@angular/router';
import { Changes } from '../api/change';
import { addLocation } from '../client/fn/storage/add-location';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';

/** Connects an S3 bucket; the server writes and reads back a probe object before anything is saved. */
@Component({
  imports: [
    FaultCard,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatProgressBar,
    RouterLink,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './new-location.page.html',
})
export class NewLocationPage {
  readonly #router = inject(Router);
  readonly #say = inject(Say);
  readonly adding = inject(Changes).of(addLocation);
  readonly location = form(
    signal({
      name: '',
      endpoint: 'https://',
      region: 'us-east-1',
      bucket: '',
      prefix: '',
      accessKeyId: '',
      secretAccessKey: '',
    }),
    (path) => {
      required(path.name, { message: $localize`A name is needed; the timeline shows it beside each copy.` });
      pattern(path.endpoint, /^https?:\/\/[^\s/]+/, {
        message: $localize`An address with https:// is needed.`,
      });
      required(path.region, {
        message: $localize`A region is needed; us-east-1 suits most servers of your own.`,
      });
      required(path.bucket, { message: $localize`The bucket's name is needed.` });
      required(path.accessKeyId, { message: $localize`The key's id is needed.` });
      required(path.secretAccessKey, { message: $localize`The key's secret is needed.` });
    },
  );

  async add(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.location, async () => {
      const added = await this.adding.run({ body: { ...this.location().value(), kind: 's3' } });
      if (added === undefined) return;
      this.#say.done($localize`${added.name}:name: is connected: a probe object was written and read back.`);
      await this.#router.navigate(['/storage']);
    });
  }
}
