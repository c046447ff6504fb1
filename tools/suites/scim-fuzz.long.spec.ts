import { scimFuzzSuite } from './scim-fuzz.ts';

scimFuzzSuite(100_000, 1_500);
