import { bindAll } from './doors.ts';

class Mails {
  constructor(private readonly sent: string[]) {}
  async send(to: string) {
    this.sent.push(to);
  }
}
class Members {
  async look() {
    return 'seen';
  }
}
class MoreMails {
  async send() {}
}

describe('the doors of the worker', () => {
  it('are the methods of all keepers, each bound to its own', async () => {
    const sent: string[] = [];
    const doors = bindAll([new Mails(sent), new Members()]);
    await doors.send('ada');
    expect(sent).toEqual(['ada']);
    expect(await doors.look()).toBe('seen');
    expect(Object.keys(bindAll([new Members()]))).toEqual(['look']);
  });

  it('have one name each', () => {
    expect(() => bindAll([new Mails([]), new MoreMails()])).toThrow('two activities are called send');
  });
});
