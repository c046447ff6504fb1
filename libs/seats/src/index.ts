export { GrantSeats } from './commands/grant-seats.ts';
export { GetSeatUsage, type SeatUsage } from './queries/seat-usage.ts';
export { AlreadyHeld, NoSeatLeft, ProductNotSold } from './seat-errors.ts';
export {
  claimCtes,
  confirmCtes,
  lockPools,
  lockPoolsOfMember,
  lockPoolsWithQueue,
  nextInLine,
  poolsCte,
  releaseCtes,
  resizePool,
  someoneWaitsFor,
} from './seat-sql.ts';
export { SeatsModule } from './seats.module.ts';
