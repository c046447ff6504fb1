import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { code } = await bundleWorkflowCode({ workflowsPath: join(root, 'workflows/src/index.ts'), logger: new DefaultLogger('WARN') });
await writeFile(join(root, 'dist/apps/worker/workflow-bundle.js'), code);
