// Module boundaries over Nx's own project graph: which tags may depend on which. The architecture spec says the rest, with file and line.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offences } from './boundaries/offences.mjs';

const folder = mkdtempSync(join(tmpdir(), 'placet-graph-'));
try {
  const file = join(folder, 'graph.json');
  execFileSync('nx', ['graph', `--file=${file}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  const { graph } = JSON.parse(readFileSync(file, 'utf8'));
  const found = offences(graph);
  for (const offence of found) process.stderr.write(`${offence}\n`);
  process.stdout.write(`${Object.keys(graph.nodes).length} projects, ${found.length} boundary violations\n`);
  process.exitCode = found.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}
