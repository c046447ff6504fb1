// Prints `passed failed` of a report and the runner's exit code: node tools/ci/count.mjs report.json 0. Plain Node >= 20.
import { readFileSync } from 'node:fs';
import { countReport } from './report.mjs';

const [, , file = '', code = '1'] = process.argv;
let report;
try {
  report = JSON.parse(readFileSync(file, 'utf8'));
} catch {
  report = undefined; // the runner never came so far
}
const { passed, failed } = countReport(report, Number(code));
process.stdout.write(`${passed} ${failed}\n`);
