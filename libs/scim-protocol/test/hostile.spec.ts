import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Report } from './play-hostile.ts';

describe('suite #9, parser load', () => {
  let report: Report;
  beforeAll(async () => {
    const program = join(import.meta.dirname, 'play-hostile.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [program, String(Date.now() % 1_000_000)]);
    report = JSON.parse(stdout) as Report;
  }, 120_000);

  it('catches each planted fault, and raises no alarm where nothing is done', () => {
    expect({ caught: report.caught, falseAlarm: report.falseAlarm }).toEqual({ caught: report.planted, falseAlarm: false });
    expect(report.planted.length).toBeGreaterThan(0);
    process.stdout.write(`planted faults caught ${report.caught.length} of ${report.planted.length}\n`);
  });

  it('costs less than 50 ms for anything up to 1 MiB, crashes never and leaves every prototype as it was', () => {
    const { slow, crashes, isUntouched, inputs, slowest, seed } = report;
    expect({ slow, crashes, isUntouched }).toEqual({ slow: [], crashes: [], isUntouched: true });
    expect(inputs).toBeGreaterThan(4_000);
    process.stdout.write(
      `#9 hostile inputs ${inputs} up to 1 MiB, slowest ${slowest.toFixed(1)} ms, crashes ${crashes.length}, prototype untouched, seed ${seed}\n`,
    );
  });
});
