export const oneDay = 86_400_000;

/** A row in memory: its doors, and what happened to it, day by day. */
export interface Row {
  activities: object;
  told: string[];
}
