import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../look/icon';
import { firstSteps } from './first-steps';
import type { OverviewAnswer } from './headline-parts';

/** The checklist of an empty company; the system checks each step, nobody ticks it. */
@Component({
  selector: 'hf-first-steps',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>First steps</h2>
      <p class="quiet" i18n>{{ done() }} of {{ list().length }} done · each is checked by the system</p>
      <ol>
        @for (step of list(); track step.code) {
          <li [class.done]="step.done">
            <hf-icon [name]="step.done ? 'check' : 'circle'" />
            @if (step.done) {
              <span>{{ step.text }}<span class="for-readers" i18n>: done</span></span>
            } @else {
              <a [routerLink]="step.link">{{ step.text }}<span class="for-readers" i18n>: open</span></a>
            }
          </li>
        }
      </ol>
    </section>
  `,
  styles: `
    ol {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
      gap: 8px 24px;
    }
    li {
      display: flex;
      gap: 8px;
      align-items: center;
    }
    .done {
      color: var(--muted);
    }
    .done hf-icon {
      color: var(--good);
    }
    a {
      font-weight: 600;
    }
  `,
})
export class FirstStepsCard {
  readonly steps = input.required<OverviewAnswer['firstSteps']>();
  readonly list = computed(() => firstSteps(this.steps()));
  readonly done = computed(() => this.steps().filter(({ done }) => done).length);
}
