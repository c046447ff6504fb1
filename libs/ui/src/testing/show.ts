import { Component, type Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { UiWords } from '../ui-words.ts';
import { PlainUiWords } from './plain-ui-words.ts';

/** A template with the library's components in it, shown. `host` holds what the template binds to. */
export async function show<H extends object>(template: string, imports: Type<unknown>[], host: H = {} as H): Promise<ComponentFixture<H>> {
  class Host {
    constructor() {
      Object.assign(this, host);
    }
  }
  Component({ selector: 'ui-spec-host', template, imports })(Host);
  TestBed.configureTestingModule({ providers: [{ provide: UiWords, useClass: PlainUiWords }] });
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  return fixture as unknown as ComponentFixture<H>;
}
