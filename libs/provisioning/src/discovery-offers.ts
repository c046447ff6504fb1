import { bearerToken, type Offers } from '@placet/scim-protocol';

/** What a directory may count on (`scim.md` §6); the numbers are those that the code keeps. */
export const offers: Offers = {
  bulk: { maxOperations: 1_000, maxPayloadSize: 1_048_576 },
  filter: { maxResults: 500 },
  sort: true,
  etag: true,
  changePassword: false,
  authenticationSchemes: [
    bearerToken,
    {
      type: 'oauth2',
      name: 'OAuth 2.0 client credentials',
      description: 'An access token for the scope scim, by client_secret_basic, client_secret_post or private_key_jwt.',
      specUri: 'https://www.rfc-editor.org/info/rfc6749',
    },
  ],
  pagination: {
    cursor: true,
    index: true,
    defaultPaginationMethod: 'index',
    defaultPageSize: 100,
    maxPageSize: 500,
    cursorTimeout: 3600,
  },
};
