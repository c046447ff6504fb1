import { z } from 'zod';

const port = (otherwise: number) => z.coerce.number().int().min(0).max(65_535).default(otherwise);

const Settings = z.object({
  PLACET_MODE: z
    .string()
    .optional()
    .refine((mode) => mode !== 'production', 'the sandbox pretends to be the outside world: it never runs in production'),
  SANDBOX_PORT: port(3001),
  SANDBOX_SMTP_PORT: port(2525),
  SANDBOX_DATA: z.string().min(1).optional(),
});

export interface SandboxConfig {
  /** of HTTP; 0: any free one */
  port: number;
  /** of SMTP; 0: any free one */
  smtpPort: number;
  /** folder in which the mails outlive a restart; without it they live in memory */
  dataFolder?: string;
}

/** @throws with each wrong variable by name, never with its content */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): SandboxConfig {
  const read = Settings.safeParse(environment);
  if (!read.success) throw new Error(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  const { SANDBOX_PORT, SANDBOX_SMTP_PORT, SANDBOX_DATA } = read.data;
  return { port: SANDBOX_PORT, smtpPort: SANDBOX_SMTP_PORT, dataFolder: SANDBOX_DATA };
}
