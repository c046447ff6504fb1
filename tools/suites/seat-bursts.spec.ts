import { seatBurstSuite } from './seat-burst-suite.ts';

seatBurstSuite(200, 600);
