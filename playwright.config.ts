import { defineConfig } from '@playwright/test';
import { execSync } from 'node:child_process';

const port = Number(process.env['E2E_PORT'] ?? 3222);
const executablePath = process.env['CHROMIUM'] ?? execSync('command -v chromium || true', { encoding: 'utf8' }).trim();
if (!executablePath) throw new Error('chromium is missing: `apt-get install chromium`, or set CHROMIUM to a Chromium or Chrome');

/** The journeys run against the whole product as `npm start` starts it, with data of its own; `.placet/e2e/run.json` names its parts. */
export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  timeout: 60_000,
  forbidOnly: Boolean(process.env['CI']),
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : 'list',
  use: {
    baseURL: `http://localhost:${port}`,
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
  },
  webServer: {
    command: `node tools/start.mjs --data .placet/e2e --port ${port} --fresh --yes`,
    wait: { stdout: /Console {2,}http/ },
    timeout: 180_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 12_000 },
  },
});
