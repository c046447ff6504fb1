/** Of the throw-away server's roles; it listens on 127.0.0.1 while specs run. */
export const testPasswords = { app: 'app', system: 'system' };
