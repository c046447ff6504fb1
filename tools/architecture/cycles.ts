import { packageOf, targetOf } from './packages.ts';
import { isSpec, type Offence, type Tree } from './source.ts';

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

export function noCyclesOfPackages(tree: Tree): Offence[] {
  const graph = new Map<string, Set<string>>();
  for (const file of tree.values()) {
    if (isSpec(file) || !/^(apps|libs|workflows)\//.test(file.path) || file.path.endsWith('.mjs')) continue;
    const from = packageOf(file.path);
    const edges = graph.get(from) ?? new Set();
    graph.set(from, edges);
    for (const found of file.imports) {
      const target = targetOf(file, found);
      if (target && target.package !== from) edges.add(target.package);
    }
  }
  return cyclesOf(graph);
}

/** Types are erased, so files may mention each other's; what runs must have an order. */
export function noCyclesOfFiles(tree: Tree): Offence[] {
  const graph = new Map<string, Set<string>>();
  for (const file of tree.values()) {
    const targets = file.imports.filter(({ isType }) => !isType).map((found) => targetOf(file, found)?.file);
    graph.set(file.path, new Set(targets.filter((target) => target !== undefined)));
  }
  return cyclesOf(graph);
}

/** Each ring once, beginning with its first member in alphabetical order. */
function cyclesOf(graph: Graph): Offence[] {
  const rings = new Set<string>();
  const done = new Set<string>();
  const path: string[] = [];
  function visit(node: string): void {
    const at = path.indexOf(node);
    if (at >= 0) {
      rings.add(ringOf(path.slice(at)));
      return;
    }
    if (done.has(node)) return;
    path.push(node);
    for (const next of graph.get(node) ?? []) visit(next);
    path.pop();
    done.add(node);
  }
  for (const node of [...graph.keys()].sort()) visit(node);
  return [...rings];
}

function ringOf(nodes: string[]): string {
  const first = nodes.indexOf([...nodes].sort()[0] ?? '');
  const ring = [...nodes.slice(first), ...nodes.slice(0, first)];
  return [...ring, ring[0]].join(' -> ');
}
