/** Every bulkId that is referred to in the data or the id of an operation: whole values, and quoted values in PATCH paths. */
export function referencesIn(data: unknown): ReadonlySet<string> {
  throw new Error(String(data));
}

/** The data with every `bulkId:` reference in its place: in values, and quoted in PATCH paths.
 *
 * @param resolved ids by bulkId
 * @param later references to these are left out: list elements, and values with their keys
 * @throws ScimError 409 for a reference whose resource was not created
 * @see RFC 7644 §3.7.2
 */
export function withReferences(data: unknown, resolved: ReadonlyMap<string, string>, later?: ReadonlySet<string>): unknown {
  throw new Error(`${String(data)} ${resolved.size} ${String(later?.size)}`);
}
