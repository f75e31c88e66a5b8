import '@angular/localize/init';
import { TestBed } from '@angular/core/testing';
import { afterEach } from '@jest/globals';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

setupZonelessTestEnv();

// Angular looks for a global `afterEach`, which Jest injects nowhere here.
afterEach(() => {
  TestBed.resetTestingModule();
});
