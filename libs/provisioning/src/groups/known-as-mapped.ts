const most = 1_000;

/** Groups that had a mapping when somebody looked: their changes spare the look, and the workspace's line need not wait behind their locks. One whose
 * mapping is gone since takes the longer way with the same result, until others have pushed it out.
 */
export class KnownAsMapped {
  private readonly ids = new Set<string>();

  has(groupId: string): boolean {
    return this.ids.has(groupId);
  }

  remember(groupId: string): void {
    const [oldest] = this.ids;
    if (this.ids.size >= most && oldest !== undefined) this.ids.delete(oldest);
    this.ids.add(groupId);
  }
}
