import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { problemDocument } from '../../testing/console-bed.ts';
import { problemOf, retryAfterSeconds } from './problem.ts';

const failed = (status: number, error: unknown, headers: Record<string, string> = {}) =>
  new HttpErrorResponse({ status, error, headers: new HttpHeaders(headers) });

describe('a problem', () => {
  it('keeps the facts beside the standard members', () => {
    const problem = problemOf(failed(409, problemDocument(409, 'no_seat_left', { purchased: 10, used: 10, ways: ['replace', 'buy'] })));
    expect(problem).toMatchObject({
      status: 409,
      code: 'no_seat_left',
      requestId: 'req-7',
      ways: ['replace', 'buy'],
      facts: { purchased: 10, used: 10 },
    });
    expect(problem.values()).toEqual({ purchased: 10, used: 10 });
  });

  it('is offline where no answer came', () => expect(problemOf(failed(0, null))).toMatchObject({ status: 0, code: 'offline' }));

  it('is unexpected where a proxy answered with a page, and still has the request id', () => {
    const problem = problemOf(failed(502, '<html>Bad gateway</html>', { 'X-Request-Id': 'req-9' }));
    expect(problem).toMatchObject({ status: 502, code: 'unexpected', requestId: 'req-9' });
  });

  it('reads a document that came as text', () => {
    expect(problemOf(failed(410, JSON.stringify(problemDocument(410, 'invitation_expired')))).code).toBe('invitation_expired');
  });

  it('stays what it is', () => {
    const problem = problemOf(failed(0, null));
    expect(problemOf(problem)).toBe(problem);
  });

  it.each([
    ['7', 7],
    ['0.2', 1],
    ['Wed, 04 Mar 2026 10:00:05 GMT', 5],
    ['Wed, 04 Mar 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    [null, undefined],
  ])('reads Retry-After "%s" as %s s', (header, seconds) => {
    expect(retryAfterSeconds(header, Date.parse('2026-03-04T10:00:00Z'))).toBe(seconds);
  });
});
