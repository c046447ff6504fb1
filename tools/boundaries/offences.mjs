/** A project with the tag on the left may depend on projects with one of the tags on the right. @type {Record<string, string[]>} */
const allowed = {
  'scope:shared': ['scope:shared'],
  'scope:server': ['scope:server', 'scope:shared', 'scope:workflows', 'scope:tools'],
  'scope:workflows': ['scope:workflows', 'scope:tools'],
  'scope:browser': ['scope:shared', 'scope:browser'],
  'scope:tools': ['scope:server', 'scope:shared', 'scope:tools'],
};

/**
 * @typedef {{ nodes: Record<string, { data: { tags?: string[] } }>, dependencies: Record<string, { target: string }[]> }} Graph
 * @param {Graph} graph as `nx graph --file` writes it
 * @returns {string[]} one sentence each
 */
export function offences({ nodes, dependencies }) {
  const tagsOf = (/** @type {string} */ project) => nodes[project]?.data.tags ?? [];
  const untagged = Object.keys(nodes).filter((project) => !tagsOf(project).some((tag) => tag in allowed));
  const crossings = Object.entries(dependencies).flatMap(([project, targets]) =>
    targets
      .filter(({ target }) => target in nodes && target !== project)
      .flatMap(({ target }) => {
        if (tagsOf(target).includes('type:app')) return [`${project} must not depend on the app ${target}`];
        const broken = tagsOf(project).filter((tag) => allowed[tag] && !tagsOf(target).some((other) => allowed[tag]?.includes(other)));
        return broken.map((tag) => `${project} (${tag}) must not depend on ${target} (${tagsOf(target).join(', ')})`);
      }),
  );
  return [...untagged.map((project) => `${project} has no scope tag`), ...new Set(crossings)];
}
