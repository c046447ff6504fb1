import { scimFuzzSuite } from './scim-fuzz.ts';

scimFuzzSuite(3_000, 120);
