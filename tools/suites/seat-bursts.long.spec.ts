import { seatBurstSuite } from './seat-burst-suite.ts';

seatBurstSuite(2_500, 9_000);
