export interface Running {
  readonly ended: Promise<number>;
  stop(patienceMs?: number): Promise<number>;
  kill(): void;
}

/** One process of the product, that the suite may kill and start again. */
export class FaultPart {
  private constructor(
    readonly name: string,
    private readonly begin: () => Promise<Running>,
    private running: Running,
  ) {
    this.watch();
  }

  /** How often it ended without being asked to. */
  deaths = 0;
  private isMeant = false;

  static async begun(name: string, begin: () => Promise<Running>): Promise<FaultPart> {
    return new FaultPart(name, begin, await begin());
  }

  /** `kill -9`. @returns once it is gone */
  async kill(): Promise<void> {
    this.isMeant = true;
    this.running.kill();
    await this.running.ended;
  }

  /** @returns once it is ready again */
  async start(): Promise<void> {
    this.running = await this.begin();
    this.isMeant = false;
    this.watch();
  }

  async stop(): Promise<void> {
    this.isMeant = true;
    await this.running.stop();
  }

  private watch(): void {
    const { running } = this;
    void running.ended.then(() => {
      if (!this.isMeant && this.running === running) this.deaths++;
    });
  }
}
