import type { Look } from '../src/look.ts';

const thirtyDays = 30 * 86_400_000;

/** Fails a workflow that breaks one of the rules that every workflow obeys. */
export class Watch {
  private seen = '';
  private hasReason = true;
  private looks = 0;

  /** It waited, or was poked: it may see the same again. */
  mayLookAgain() {
    this.hasReason = true;
    this.looks = 0;
  }

  /** @throws if the same is seen twice without having waited: the step between changed nothing, and the loop would never rest */
  look(row: Look, now: number) {
    const text = JSON.stringify(row);
    if (text === this.seen && !this.hasReason) throw new Error(`Looked twice, saw the same and has not waited: ${text}`);
    if (!Number.isFinite(row.nextMoment) || row.nextMoment > now + thirtyDays) throw new Error(`nextMoment is not within 30 days: ${text}`);
    if (++this.looks > 500) throw new Error(`Looked 500 times and has not waited: ${text}`);
    this.seen = text;
    this.hasReason = false;
  }

  /** @throws if anything but ids, a moment or a key goes into a history */
  input([ref, ...facts]: unknown[]) {
    const ids = Object.values(ref as object);
    if (Object.keys(ref as object)[0] !== 'workspaceId' || !ids.every((id) => typeof id === 'string'))
      throw new Error(`An input is ids only, the workspace's first: ${JSON.stringify(ref)}`);
    if (!facts.every((fact) => typeof fact === 'number' || /^[a-z0-9/-]+$/.test(String(fact))))
      throw new Error(`Neither a moment nor a key: ${JSON.stringify(facts)}`);
  }
}
