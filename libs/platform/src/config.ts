import { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';

const url = (protocol: RegExp) => z.url({ protocol });
const port = z.coerce.number().int().min(0).max(65535);

/** The settings of API and worker. A wrong value stops the process and names the variable, never its content. */
const Settings = z.object({
  PLACET_MODE: z.enum(['production', 'demo', 'test']).default('production'),
  PLACET_BASE_URL: url(/^https?$/).default('http://localhost:3000'),
  PLACET_PORT: port.default(3000),
  PLACET_HOST: z.string().default('127.0.0.1'),
  PLACET_DATABASE_URL: url(/^postgres(ql)?$/),
  PLACET_SYSTEM_DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  PLACET_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  PLACET_SECRET: z.string().min(32),
  PLACET_OPERATOR_TOKEN: z.string().min(32).optional(),
  PLACET_TEMPORAL_ADDRESS: z.string().optional(),
  PLACET_TEMPORAL_NAMESPACE: z.string().default('placet'),
  PLACET_TASK_QUEUE: z.string().default('placet'),
  PLACET_WORKFLOW_BUNDLE: z.string().optional(),
  PLACET_METRICS_PORT: port.default(9464),
  PLACET_DEMO_FILE: z.string().optional(),
  PLACET_CONSOLE_DIR: z.string().optional(),
  PLACET_SMTP_URL: url(/^smtps?$/).optional(),
  PLACET_MAIL_FROM: z.string().default('Placet <placet@localhost>'),
  PLACET_TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  PLACET_LIMITS_FACTOR: z.coerce.number().min(1).max(100_000).default(1),
  PLACET_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

const inPlace = new AsyncLocalStorage<Config>();

/** What the process was told at start. Immutable; a provider, so that specs give their own. */
export class Config {
  readonly mode;
  readonly baseUrl;
  readonly port;
  readonly host;
  readonly databaseUrl;
  readonly systemDatabaseUrl;
  readonly poolSize;
  readonly secret;
  readonly operatorToken;
  readonly temporal;
  readonly workflowBundle;
  readonly metricsPort;
  readonly demoFile;
  readonly consoleDir;
  readonly smtpUrl;
  readonly mailFrom;
  readonly trustProxy;
  readonly logLevel;
  /** By how much every rate limit is wider than the product says; for load tests. */
  readonly limitsFactor;

  /** @throws with one line per wrong variable */
  constructor(environment: Record<string, string | undefined>) {
    const parsed = Settings.safeParse(environment);
    if (!parsed.success) throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
    const given = parsed.data;
    this.mode = given.PLACET_MODE;
    this.baseUrl = given.PLACET_BASE_URL.replace(/\/$/, '');
    this.port = given.PLACET_PORT;
    this.host = given.PLACET_HOST;
    this.databaseUrl = given.PLACET_DATABASE_URL;
    this.systemDatabaseUrl = given.PLACET_SYSTEM_DATABASE_URL;
    this.poolSize = given.PLACET_POOL_SIZE;
    this.secret = given.PLACET_SECRET;
    this.operatorToken = given.PLACET_OPERATOR_TOKEN;
    this.temporal = {
      address: given.PLACET_TEMPORAL_ADDRESS,
      namespace: given.PLACET_TEMPORAL_NAMESPACE,
      taskQueue: given.PLACET_TASK_QUEUE,
    };
    this.workflowBundle = given.PLACET_WORKFLOW_BUNDLE;
    this.metricsPort = given.PLACET_METRICS_PORT;
    this.demoFile = given.PLACET_DEMO_FILE;
    this.consoleDir = given.PLACET_CONSOLE_DIR;
    this.smtpUrl = given.PLACET_SMTP_URL;
    this.mailFrom = given.PLACET_MAIL_FROM;
    this.trustProxy = given.PLACET_TRUST_PROXY;
    this.logLevel = given.PLACET_LOG_LEVEL;
    this.limitsFactor = given.PLACET_LIMITS_FACTOR;
  }

  /** The settings of this process, or those that `within` gave. */
  static fromProcess(): Config {
    return inPlace.getStore() ?? new Config(process.env);
  }

  /** Whatever `work` starts takes these settings in place of the process's own. */
  static within<T>(config: Config, work: () => T): T {
    return inPlace.run(config, work);
  }
}
