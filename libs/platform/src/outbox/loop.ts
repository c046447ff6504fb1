import { Logger } from '@nestjs/common';

/** Takes a turn, pauses, and again, until it is stopped. A turn that fails is logged, and the loop goes on. */
export class Loop {
  private readonly log: Logger;
  private running: Promise<void> | undefined;
  private isStopped = false;
  private isNudged = false;
  private wake: (() => void) | undefined;

  /** @param turn answers whether more waits: then the next turn follows at once */
  constructor(
    name: string,
    private readonly pauseMs: number,
    private readonly turn: () => Promise<boolean>,
  ) {
    this.log = new Logger(name);
  }

  start(): void {
    this.isStopped = false;
    this.running ??= this.run();
  }

  /** The next turn comes at once, also where one is running. */
  nudge(): void {
    this.isNudged = true;
    this.wake?.();
  }

  /** Lets the running turn end. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.wake?.();
    await this.running;
    this.running = undefined;
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      this.isNudged = false;
      if (!(await this.tried())) await this.pause();
    }
  }

  private async tried(): Promise<boolean> {
    try {
      return await this.turn();
    } catch (error) {
      this.log.error(error);
      return false;
    }
  }

  private async pause(): Promise<void> {
    if (this.isStopped || this.isNudged) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.pauseMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }
}
