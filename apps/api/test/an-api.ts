import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config } from '@placet/platform';
import { createDatabase } from '../../../tools/testing/database.ts';
import { buildApi } from '../src/api.ts';

export const operatorToken = 'operator-token-of-32-characters-0';

/** The whole API on a database of its own, without logs. */
export async function anApi(environment: Record<string, string> = {}): Promise<NestFastifyApplication> {
  const { app } = await createDatabase();
  return buildApi(
    new Config({
      PLACET_MODE: 'test',
      PLACET_DATABASE_URL: app,
      PLACET_SECRET: 'x'.repeat(32),
      PLACET_OPERATOR_TOKEN: operatorToken,
      PLACET_LOG_LEVEL: 'silent',
      PLACET_METRICS_PORT: '0',
      ...environment,
    }),
  );
}
