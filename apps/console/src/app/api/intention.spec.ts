import { HttpErrorResponse } from '@angular/common/http';
import { Intention } from './intention.ts';
import { problemOf } from './problem.ts';

const body = { reason: 'left' };
const refused = (status: number) => problemOf(new HttpErrorResponse({ status }));

describe('an intention', () => {
  it.each([0, 408, 429, 500, 503])('keeps its key after %s: the answer is unknown, and must not act twice', (status) => {
    const intention = new Intention();
    const key = intention.keyFor(body);
    intention.answered(refused(status));
    expect(intention.keyFor(body)).toBe(key);
  });

  it.each([400, 401, 403, 404, 409, 410, 412, 422])('is over after %s: the refusal is stored with its key', (status) => {
    const intention = new Intention();
    const key = intention.keyFor(body);
    intention.answered(refused(status));
    expect(intention.keyFor(body)).not.toBe(key);
  });

  it('is over after a success', () => {
    const intention = new Intention();
    const key = intention.keyFor(body);
    intention.answered();
    expect(intention.keyFor(body)).not.toBe(key);
  });

  it('is another one as soon as the words change', () => {
    const intention = new Intention();
    expect(intention.keyFor(body)).not.toBe(intention.keyFor({ reason: 'moved' }));
  });

  it('has a key that the API takes: 16 to 128 visible characters', () => {
    expect(new Intention().keyFor(body)).toMatch(/^[\x21-\x7e]{16,128}$/u);
  });
});
