import { Config } from '@placet/platform';
import { seedDemo } from './demo/seed-demo.ts';

const config = Config.fromProcess();
if (!config.demoFile) throw new Error('PLACET_DEMO_FILE names the file that tells the demo accounts');
await seedDemo(config, config.demoFile);
