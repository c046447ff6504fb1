import { parseCommand } from './command.mjs';

const words = (line: string) => line.split(' ');

describe("the operator's command", () => {
  it('opens a workspace with what little it is told', () => {
    expect(parseCommand(words('workspace create acme --owner ada@acme.test --seats core=10'))).toEqual({
      command: 'create',
      body: {
        slug: 'acme',
        name: 'Acme',
        language: undefined,
        currency: undefined,
        timeZone: undefined,
        owner: { firstName: 'Ada', lastName: 'Owner', email: 'ada@acme.test' },
        products: [{ product: 'core', seats: 10 }],
      },
    });
  });

  it('opens a workspace with all that it can be told', () => {
    const more = ['--name', 'Acme Law', '--owner-name', 'Ada King Byron', '--seats', 'core=10, contract=0'];
    const asked = parseCommand([
      ...words('workspace create acme --owner a@b.c --language fr --currency CHF --time-zone Europe/Zurich'),
      ...more,
    ]);
    expect(asked).toMatchObject({
      body: {
        name: 'Acme Law',
        language: 'fr',
        currency: 'CHF',
        timeZone: 'Europe/Zurich',
        owner: { firstName: 'Ada', lastName: 'King Byron' },
        products: [
          { product: 'core', seats: 10 },
          { product: 'contract', seats: 0 },
        ],
      },
    });
  });

  it('guesses a name from the address', () => {
    const asked = parseCommand(words('workspace create acme --owner ada.byron@acme.test'));
    expect(asked).toMatchObject({ body: { owner: { firstName: 'Ada', lastName: 'Byron' }, products: [] } });
  });

  it.each([
    [
      'seats grant acme core 12 --reason trial',
      { command: 'grant', slug: 'acme', product: 'core', body: { grantedSeats: 12, reason: 'trial' } },
    ],
    ['audit verify acme', { command: 'verify', slug: 'acme' }],
    ['workspace suspend acme', { command: 'state', slug: 'acme', state: 'suspended' }],
    ['workspace resume acme', { command: 'state', slug: 'acme', state: 'active' }],
    ['health', { command: 'health' }],
    ['--help', { command: 'help' }],
  ])('understands %s', (line, expected) => {
    expect(parseCommand(words(line))).toEqual(expected);
  });

  it.each([
    ['workspace create acme', '"workspace create" needs --owner'],
    ['workspace create --owner a@b.c', '"workspace create" takes a slug.'],
    ['workspace create acme --owner a@b.c --seats core', '--seats takes <product>=<number>'],
    ['workspace create acme --owner a@b.c --owner-name Ada', '--owner-name takes a first and a last name.'],
    ['workspace close acme', 'There is no command "workspace close".'],
    ['constructor', 'There is no command "constructor".'],
    ['workspace', 'There is no command "workspace".'],
    ['seats grant acme core 12', '"seats grant" needs a --reason'],
    ['seats grant acme core -1 --reason x', "Unknown option '-1'"],
    ['seats grant acme core 1.5 --reason x', 'A number of seats is 0 to 1000000, not "1.5".'],
    ['seats grant acme core 1000001 --reason x', 'A number of seats is 0 to 1000000'],
    ['seats grant acme core --reason x', '"seats grant" takes a slug, a product and a number of seats.'],
    ['audit verify acme --reason x', '"audit verify" does not take --reason.'],
    ['health --fast', "Unknown option '--fast'"],
  ])('refuses %s, says why and shows the usage', (line, why) => {
    expect(() => parseCommand(words(line))).toThrow(why);
    expect(() => parseCommand(words(line))).toThrow('npm run placet -- <command>');
  });
});
