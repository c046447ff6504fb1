import { readConfig } from './config.ts';

describe('configuration', () => {
  it('has defaults for everything', () => {
    expect(readConfig({})).toEqual({ port: 3001, smtpPort: 2525, dataFolder: undefined });
  });

  it('never runs in production', () => {
    expect(() => readConfig({ PLACET_MODE: 'production' })).toThrow('PLACET_MODE: the sandbox');
    expect(() => readConfig({ PLACET_MODE: 'demo' })).not.toThrow();
  });

  it('names every variable that is wrong, and never its content', () => {
    const wrong = () => readConfig({ SANDBOX_PORT: 's3cret', SANDBOX_SMTP_PORT: '70000' });
    expect(wrong).toThrow(/SANDBOX_PORT: [^]*SANDBOX_SMTP_PORT: /);
    expect(wrong).not.toThrow('s3cret');
  });
});
