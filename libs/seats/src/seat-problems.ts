import { problem } from '@placet/platform';
import { AlreadyHeld, NoSeatLeft, ProductNotSold } from './seat-errors.ts';

problem(NoSeatLeft, {
  status: 409,
  title: 'No free seat is left',
  facts: ({ product, purchased, used, out: { supportContact } }) => ({
    product,
    purchased,
    used,
    free: Math.max(0, purchased - used),
    ...(supportContact ? { supportContact } : {}),
  }),
  ways: ({ ways }) => ways,
  means:
    'Every seat that the workspace has bought of this product is taken or reserved, or people wait for one. All products of a request are given, or none; nothing was changed.',
  remedy:
    'Free a seat by deactivating somebody, save without access, wait in the queue where the policy allows it, or ask for more seats. `ways` says which of these are open here.',
});
problem(ProductNotSold, {
  status: 422,
  title: 'The workspace has no such product',
  facts: ({ products }) => ({ products, errors: [{ path: 'products', code: 'not_sold', params: { products } }] }),
  means: 'A product was named that this workspace has no pool of seats for.',
  remedy: 'Choose among the products that GET /api/v1/seats lists.',
});
problem(AlreadyHeld, {
  status: 409,
  title: 'He has a seat of this product already',
  means: 'Two requests wanted to give the same person a seat of the same product at once, and the other was faster.',
  remedy: 'Read the member again; he has what was asked for.',
});
