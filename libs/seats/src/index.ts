export { GrantSeats } from './commands/grant-seats.ts';
export { PutProduct } from './commands/put-product.ts';
export { SetOverageLimit } from './commands/set-overage-limit.ts';
export { GetPoolHistory } from './queries/get-pool-history.ts';
export { ListHoldings } from './queries/list-holdings.ts';
export { ListWaiting } from './queries/list-waiting.ts';
export { GetSeatUsage, seatUsage, type SeatUsage } from './queries/seat-usage.ts';
export { AlreadyHeld, NoSeatLeft, ProductNotSold, type WaysOut } from './seat-errors.ts';
export {
  assignCtes,
  claimCtes,
  confirmCtes,
  lockAllPools,
  lockPools,
  lockPoolsOfMember,
  lockPoolsOfMembers,
  lockPoolsWithQueue,
  nextInLine,
  poolsCte,
  releaseCtes,
  resizePool,
  someoneWaitsFor,
} from './seat-sql.ts';
export { SeatsModule } from './seats.module.ts';
