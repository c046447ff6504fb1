import { DomainError, InvalidField, NotFound, refused, StaleVersion } from '@placet/kernel';
import { Problem } from '@placet/contracts';
import { DatabaseGone } from '../../database/lane.ts';
import { problemOf } from './problem-answer.ts';
import { codeOf, problem, typeOf } from './problem-table.ts';

class NoRoomLeft extends DomainError {
  constructor(
    readonly beds: number,
    readonly nightPorterPin: string,
  ) {
    super('no room is left');
  }
}
class NoSuiteLeft extends NoRoomLeft {}
class NobodySaid extends DomainError {}
problem(NoRoomLeft, {
  status: 409,
  title: 'No room is left',
  facts: ({ beds }) => ({ beds }),
  ways: ({ beds }) => (beds ? ['take-a-bed'] : []),
});

describe('a problem', () => {
  it('tells its facts and ways, and only those that it names', () => {
    const { body } = problemOf(new NoRoomLeft(2, '123456'), 'r-1');
    expect(Problem.parse(body)).toEqual({
      type: '/problems/no-room-left',
      title: 'No room is left',
      status: 409,
      detail: 'no room is left',
      code: 'no_room_left',
      requestId: 'r-1',
      beds: 2,
      ways: ['take-a-bed'],
    });
    expect(problemOf(new NoRoomLeft(0, ''), 'r-1').body).not.toHaveProperty('ways');
  });

  it('is told for subclasses, too', () => expect(problemOf(new NoSuiteLeft(1, ''), 'r').body.code).toBe('no_room_left'));

  it('is a refusal by its own name where nobody said more', () => {
    expect(problemOf(new NobodySaid('not now'), 'r').body).toMatchObject({ status: 409, code: 'nobody_said', detail: 'not now' });
  });

  it('has a code that belongs to no other', () => {
    expect(() => problem(NoSuiteLeft, { status: 409, title: 'x', code: 'no_room_left' })).toThrow(
      'two problems have the code no_room_left',
    );
  });

  it('tells a field that a rule refuses like one that the schema refuses', () => {
    expect(problemOf(new InvalidField('groupIds.0', 'unknown'), 'r').body).toMatchObject({
      status: 422,
      code: 'invalid_fields',
      errors: [{ path: 'groupIds.0', code: 'unknown' }],
    });
    const told = problemOf(new InvalidField('mobile', 'not_a_number', { country: 'FR' }), 'r').body.errors;
    expect(JSON.parse(JSON.stringify(told))).toEqual([{ path: 'mobile', code: 'not_a_number', params: { country: 'FR' } }]);
  });

  it('says the present version of what is stale', () => {
    expect(problemOf(new StaleVersion('group', 7), 'r')).toMatchObject({
      status: 412,
      headers: { etag: '"7"' },
      body: { currentVersion: 7 },
    });
  });

  it.each([
    ['a lost connection', new DatabaseGone('gone')],
    ['a statement past its time', Object.assign(new Error('canceling statement'), { code: '57014' })],
    ['a refused connection inside another error', new Error('x', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) })],
    ['a pool that gives nothing', new Error('timeout exceeded when trying to connect')],
  ])('is 503 with a time to wait for %s', (_name, error) => {
    expect(problemOf(error, 'r')).toMatchObject({ status: 503, headers: { 'retry-after': '2' }, body: { code: 'unavailable' } });
  });

  it.each([
    ['a defect', new TypeError('undefined is not ada@acme.test')],
    ['what PostgreSQL says', Object.assign(new Error('column "pin" is 123456'), { code: '42703' })],
    ['a refusal that is no error', refused(new NotFound('x'))],
    ['a text', 'ada@acme.test'],
    ['nothing', undefined],
    ['null', null],
  ])('tells nothing of %s', (_name, thrown) => {
    const { status, body } = problemOf(thrown, 'r');
    expect([status, body.code]).toEqual([500, 'unexpected']);
    expect(JSON.stringify(body)).not.toMatch(/ada@|123456/);
  });

  it('is named after its class', () => {
    expect([codeOf('NoSeatLeft'), codeOf('Sha256Wrong'), typeOf('no_seat_left')]).toEqual([
      'no_seat_left',
      'sha256_wrong',
      '/problems/no-seat-left',
    ]);
  });
});
