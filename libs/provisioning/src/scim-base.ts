import type { Config } from '@placet/platform';

/** Where directories are told to go; no slash at the end. */
export const scimBase = ({ baseUrl }: Config): string => `${baseUrl}/scim/v2`;
