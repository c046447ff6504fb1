import { TestBed } from '@angular/core/testing';
import { Icu } from './icu.ts';
import { MessageCompiler } from './message-compiler.ts';

const compiler = () => TestBed.inject(MessageCompiler);
const say = (message: string, values: Record<string, string | number>, language = 'en') => {
  const compiled = compiler().compile(message, language);
  return typeof compiled === 'string' ? compiled : compiled(values);
};

describe('the message compiler', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [MessageCompiler] }));

  it('leaves plain text alone', () => expect(compiler().compile('Members', 'en')).toBe('Members'));

  it('fills in names without the ICU formatter', () => {
    expect(say('Join {workspace}', { workspace: 'Acme' })).toBe('Join Acme');
    expect(say('{a} and {b}', { a: 1 })).toBe('1 and {b}');
  });

  it('says plurals by the rules of the language', async () => {
    const message = '{count, plural, one {# siège} other {# sièges}}';
    await TestBed.inject(Icu).load();
    expect([0, 1, 2].map((count) => say(message, { count }, 'fr'))).toEqual(['0 siège', '1 siège', '2 sièges']);
    expect(say('{count, plural, one {# seat} other {# seats}}', { count: 0 }, 'en')).toBe('0 seats');
  });

  it('compiles a whole catalogue', () => {
    const { plain, filled } = compiler().compileTranslations({ plain: 'Members', filled: 'Hello {name}' }, 'en');
    expect(plain).toBe('Members');
    expect((filled as (values: object) => string)({ name: 'Ada' })).toBe('Hello Ada');
  });
});
