import { HttpErrorResponse } from '@angular/common/http';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form, FormField, required } from '@angular/forms/signals';
import { Control, Field } from '@placet/ui';
import { byLabel, byRole, allByRole, type, violations } from '@placet/ui/testing';
import { jest } from '@jest/globals';
import { problemDocument, settle, startConsole } from '../../testing/console-bed.ts';
import { FieldErrorsPipe } from './field-errors-pipe.ts';
import { FormNotices } from './form-notices.ts';
import { Submission } from './submission.ts';

const refusal = (status: number, code: string, facts: object = {}) =>
  new HttpErrorResponse({ status, error: problemDocument(status, code, facts as Record<string, unknown>) });

@Component({
  imports: [Control, Field, FieldErrorsPipe, FormField, FormNotices],
  template: `
    <form novalidate (submit)="$event.preventDefault(); save()">
      <app-form-notices [submission]="submission" />
      <ui-field label="Name" [errors]="form.name | fieldErrors"><input uiInput [formField]="form.name" /></ui-field>
      <ui-field label="City" [errors]="form.address.city | fieldErrors"><input uiInput [formField]="form.address.city" /></ui-field>
      <button type="submit">Save</button>
    </form>
  `,
})
class Page {
  readonly model = signal({ name: 'Ada', address: { city: '' } });
  readonly form = form(this.model, (fields) => required(fields.name));
  readonly submission = new Submission(this.form);
  readonly action = jest.fn<() => Promise<void>>(() => Promise.resolve());
  accepted: boolean | undefined;
  async save(): Promise<void> {
    this.accepted = await this.submission.send(this.action);
  }
}

describe('a form', () => {
  const open = async () => {
    await startConsole();
    const fixture = TestBed.createComponent(Page);
    await settle();
    const root = fixture.nativeElement as HTMLElement;
    const save = async () => {
      byRole(root, 'button', 'Save').click();
      await settle();
    };
    return { page: fixture.componentInstance, root, save };
  };

  it('says nothing before it was touched, and is sent when it is valid', async () => {
    const { page, root, save } = await open();
    expect(allByRole(root, 'alert')).toEqual([]);
    await save();
    expect([page.accepted, page.action.mock.calls.length]).toEqual([true, 1]);
  });

  it('is not sent while it is invalid: the summary takes the focus and leads to the field', async () => {
    const { page, root, save } = await open();
    type(byLabel(root, 'Name'), '');
    await save();
    expect([page.accepted, page.action.mock.calls.length]).toEqual([false, 0]);
    expect(document.activeElement).toBe(byRole(root, 'alert'));
    byRole(root, 'button', 'Name – This is needed.').click();
    expect(document.activeElement).toBe(byLabel(root, 'Name'));
    expect(await violations(root)).toEqual([]);
  });

  it('puts each refusal of the server at its field, until that field changes', async () => {
    const { page, root, save } = await open();
    page.action.mockRejectedValueOnce(
      refusal(422, 'invalid_fields', { errors: [{ path: 'address.city', code: 'too_long', params: { max: 100 } }] }),
    );
    await save();
    expect(page.accepted).toBe(false);
    const city = byLabel(root, 'City');
    expect(document.getElementById(city.getAttribute('aria-describedby')!)?.textContent?.trim()).toBe('At most 100 characters.');
    type(city, 'Lyon');
    await save();
    expect(page.accepted).toBe(true);
  });

  it('shows a refusal of a field that it has not, above the form', async () => {
    const { page, root, save } = await open();
    page.action.mockRejectedValueOnce(refusal(422, 'invalid_fields', { errors: [{ path: 'seniority', code: 'never_heard_of' }] }));
    await save();
    expect(byRole(root, 'alert').textContent).toContain('This does not look right.');
  });

  it('shows every other problem above the form, with its request id, and keeps what was typed', async () => {
    const { page, root, save } = await open();
    type(byLabel(root, 'City'), 'Lyon');
    page.action.mockRejectedValueOnce(refusal(503, 'unavailable'));
    await save();
    expect(byRole(root, 'alert').textContent).toMatch(/can’t answer right now.*req-7/su);
    expect(byLabel(root, 'City').value).toBe('Lyon');
    await save();
    expect([page.accepted, allByRole(root, 'alert').length]).toEqual([true, 0]);
  });
});
