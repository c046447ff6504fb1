import { signal } from '@angular/core';
import { Avatar, initials } from './avatar.ts';
import { Banner } from './banner.ts';
import { Chip } from './chip.ts';
import { Counter } from './counter.ts';
import { Control, Field } from './field.ts';
import { Icon } from './icon.ts';
import { PageHeader } from './page-header.ts';
import { SeatMeter } from './seat-meter.ts';
import { allByRole, byLabel, byRole, violations } from './testing/screen.ts';
import { show } from './testing/show.ts';

describe('the pieces', () => {
  it('an icon is decoration, unless it has a name', async () => {
    const { nativeElement } = await show('<ui-icon name="lock" /><ui-icon name="alert" label="Locked" />', [Icon]);
    expect(allByRole(nativeElement, 'img').map((icon) => icon.getAttribute('aria-label'))).toEqual(['Locked']);
    expect(nativeElement.querySelector('ui-icon').getAttribute('aria-hidden')).toBe('true');
  });

  it('a chip says its state in a word beside the sign', async () => {
    const { nativeElement } = await show('<ui-chip tone="danger" icon="ban">Banned</ui-chip>', [Chip]);
    expect(nativeElement.textContent.trim()).toBe('Banned');
    expect(nativeElement.querySelector('ui-icon')).not.toBeNull();
  });

  it.each([
    ['Ada Byron', 'AB'],
    ['Ada Byron (inactive)', 'AB'],
    ['lina', 'L'],
    ['Émile de la Tour', 'ÉT'],
    ['', ''],
  ])('the initials of "%s" are "%s"', (name, letters) => expect(initials(name)).toBe(letters));

  it('an avatar is not read aloud: the name stands beside it', async () => {
    const { nativeElement } = await show('<ui-avatar name="Ada Byron" />', [Avatar]);
    expect(nativeElement.querySelector('[aria-hidden="true"]').textContent).toBe('AB');
  });

  it('a meter tells numbers, not only a bar', async () => {
    const { nativeElement } = await show('<ui-seat-meter label="Core" [used]="7" [reserved]="1" [total]="10" />', [SeatMeter]);
    const meter = byRole(nativeElement, 'meter', 'Core');
    expect([meter.getAttribute('aria-valuenow'), meter.getAttribute('aria-valuemax')]).toEqual(['8', '10']);
    expect(meter.getAttribute('aria-valuetext')).toBe('seatsOf 7 1 10');
    expect(meter.textContent?.trim()).toBe('8 / 10');
  });

  it('a pool above its limit still fits its meter', async () => {
    const { nativeElement } = await show('<ui-seat-meter label="Core" [used]="12" [total]="10" />', [SeatMeter]);
    const meter = byRole(nativeElement, 'meter');
    expect(meter.getAttribute('aria-valuemax')).toBe('12');
    expect(meter.classList).toContain('full');
  });

  it('a counter on a link is named by its label and number', async () => {
    const { nativeElement } = await show('<a uiCounter href="/members" label="Used" [value]="8"></a>', [Counter]);
    expect(byRole(nativeElement, 'link', 'Used 8')).toBeTruthy();
  });

  it('a page header holds the only heading of the first rank, and its acts', async () => {
    const { nativeElement } = await show('<ui-page-header heading="Members"><button actions>Add</button></ui-page-header>', [PageHeader]);
    expect(byRole(nativeElement, 'heading', 'Members').tagName).toBe('H1');
    expect(byRole(nativeElement, 'button', 'Add')).toBeTruthy();
  });

  it('a danger interrupts, other banners wait their turn', async () => {
    const { nativeElement } = await show('<ui-banner tone="danger">no</ui-banner><ui-banner tone="warning">full</ui-banner>', [Banner]);
    expect(byRole(nativeElement, 'alert').textContent).toContain('no');
    expect(byRole(nativeElement, 'status').textContent).toContain('full');
  });

  it('a field ties label, hint and errors to its control', async () => {
    const errors = signal<string[]>([]);
    const fixture = await show(
      '<ui-field label="E-mail" hint="At work" [errors]="errors()"><input uiInput /></ui-field>',
      [Control, Field],
      { errors },
    );
    const control = byLabel(fixture.nativeElement, 'E-mail');
    const described = () =>
      (control.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent?.trim());
    expect(described()).toEqual(['At work']);
    expect(control.hasAttribute('aria-invalid')).toBe(false);
    errors.set(['This is needed.']);
    await fixture.whenStable();
    expect(described()).toEqual(['At work', 'This is needed.']);
    expect(control.getAttribute('aria-invalid')).toBe('true');
    expect(await violations(fixture.nativeElement)).toEqual([]);
  });
});
