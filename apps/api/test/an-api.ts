import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config } from '@placet/platform';
import { createDatabase } from '../../../tools/testing/database.ts';
import { buildApi } from '../src/api.ts';

export const operatorToken = 'operator-token-of-32-characters-0';

/** Settings with a database of their own, without logs. */
export async function settingsOf(environment: Record<string, string> = {}): Promise<Config> {
  const { app } = await createDatabase();
  return new Config({
    PLACET_MODE: 'test',
    PLACET_DATABASE_URL: app,
    PLACET_SECRET: 'x'.repeat(32),
    PLACET_OPERATOR_TOKEN: operatorToken,
    PLACET_LOG_LEVEL: 'silent',
    PLACET_METRICS_PORT: '0',
    ...environment,
  });
}

/** The whole API as the process serves it. */
export const anApi = async (environment: Record<string, string> = {}): Promise<NestFastifyApplication> =>
  buildApi(await settingsOf(environment));
