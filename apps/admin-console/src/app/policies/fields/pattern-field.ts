import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output } from '@angular/core';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { LONGEST_PATTERN, MOST_PATTERNS } from './bounds';

const patternsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Patterns of names, one a line. */
@Component({
  selector: 'hf-patterns',
  imports: [MatFormField, MatHint, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic">
      <mat-label>{{ label() }}</mat-label>
      <textarea
        #typed
        matInput
        rows="2"
        spellcheck="false"
        [value]="shown()"
        (input)="take(typed.value)"
      ></textarea>
      <mat-hint>{{ consequence() }}</mat-hint>
    </mat-form-field>
    @if (tooMuch()) {
      <p class="wrong" role="alert" i18n>
        At most {{ most }} lines, each of at most {{ longest }} characters. What is beyond is not kept.
      </p>
    }
  `,
  styles: `
    mat-form-field {
      inline-size: 100%;
    }
  `,
})
export class PatternField {
  readonly patterns = input.required<readonly string[]>();
  readonly label = input.required<string>();
  readonly consequence = input.required<string>();
  readonly changed = output<string[]>();
  readonly most = MOST_PATTERNS;
  readonly longest = LONGEST_PATTERN;
  /** As typed: a line that is empty as yet stays, and the list has none. */
  readonly shown = linkedSignal<readonly string[], string>({
    source: this.patterns,
    computation: (patterns, before) =>
      before !== undefined && patternsOf(before.value).join('\n') === patterns.join('\n')
        ? before.value
        : patterns.join('\n'),
  });
  readonly tooMuch = computed(() => {
    const lines = patternsOf(this.shown());
    return lines.length > MOST_PATTERNS || lines.some((line) => line.length > LONGEST_PATTERN);
  });

  take(text: string): void {
    this.shown.set(text);
    if (!this.tooMuch()) this.changed.emit(patternsOf(text));
  }
}
