import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../look/icon';

/** The card that stands alone before anybody is signed in. */
@Component({
  selector: 'hf-entry-card',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <main class="entry">
      <div class="card">
        <div class="name"><hf-icon name="brand" [size]="24" />Holdfast</div>
        <h1>{{ title() }}</h1>
        <p class="lead">{{ lead() }}</p>
        <ng-content />
      </div>
    </main>
  `,
  styleUrl: './entry-card.css',
})
export class EntryCard {
  readonly title = input.required<string>();
  readonly lead = input.required<string>();
}
