/** What every process's look answers: the row as it is at one moment, and when to look again. Plain JSON. */
export interface Look {
  /** the row's state, a word of the business */
  state: string;
  /** the stages that lie behind, oldest first */
  passed: string[];
  /** the state is an end: nothing is left to do, whatever time it is */
  isOver: boolean;
  /** epoch milliseconds: when to look again if nobody pokes; finite, at most 30 days after the look */
  nextMoment: number;
}

/** What a step answers. `moved`: its guard found the row changed meanwhile, so it did nothing; never an error. */
export type Stepped = 'done' | 'moved';
