import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({
  selector: 'hf-what-if',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: ``,
})
export class WhatIfCard {}
