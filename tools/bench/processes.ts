import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second, for every program (USER_HZ). */
const microsecondsPerTick = 10_000;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** of all its threads */
  readonly own: number;
  /** of children that ended and were waited for */
  readonly children: number;
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // the name stands in brackets and may hold anything
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [own, kernel, children, childrensKernel] = fields.slice(11, 15) as [number, number, number, number];
    return { pid, parent, own: own + kernel, children: children + childrensKernel };
  } catch {
    return undefined; // gone meanwhile
  }
}

const all = (): Stat[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat !== undefined);

/** CPU that one process has used, in microseconds, user and system, all threads. */
export const cpuOf = (pid: number): number => (statOf(pid)?.own ?? 0) * microsecondsPerTick;

/** CPU of a process, of its children and of those of them that ended, in microseconds: PostgreSQL is one process a connection. */
export function cpuOfFamily(pid: number): number {
  const head = statOf(pid);
  if (!head) return 0;
  const children = all().filter(({ parent }) => parent === pid);
  return (head.own + head.children + children.reduce((sum, { own }) => sum + own, 0)) * microsecondsPerTick;
}

/** Resident memory, in MB. */
export function residentMb(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
  return Number(kilobytes) / 1024;
}

/** The process whose command line holds these words, among all that descend from this one. */
export function descendant(words: string): number {
  const stats = all();
  const family = new Set([process.pid]);
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const { pid, parent } of stats) if (family.has(parent)) family.add(pid);
  }
  const isIt = (pid: number) => {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return line[0] !== '/bin/sh' && line.some((word) => word.includes(words));
  };
  const found = [...family].find((pid) => pid !== process.pid && isIt(pid));
  if (found === undefined) throw new Error(`no process of ours runs ${words}`);
  return found;
}
