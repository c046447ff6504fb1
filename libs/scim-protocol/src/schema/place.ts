import type { Attribute, AttributeTable, ResourceType, Schema } from './attribute.ts';
import { commonAttributes } from './common-attributes.ts';

/** Where something stands in a resource: an attribute of the core or of an extension, or a whole extension. */
export interface Place {
  /** of the extension; absent for the core and the common attributes */
  readonly extension?: Schema;
  /** absent: the extension as a whole */
  readonly attribute?: Attribute;
  readonly sub?: Attribute;
}

/** Every name that means something in a type, lower-cased and with its URN in each form that is allowed. */
interface Names {
  readonly places: ReadonlyMap<string, Place>;
  readonly longest: number;
}

const known = new WeakMap<ResourceType, Names>();

/** Finds what a name means: `title`, `name.givenName`, `urn:…:User:department`, or an extension's URN. Case does not count.
 *
 * A name without URN that the core does not know is looked for in the extensions, since Entra sends `manager` alone. Names are looked up whole,
 * never split or walked, in a table that is made once per type.
 *
 * @returns undefined for what no schema knows
 */
export function placeOf(type: ResourceType, written: string): Place | undefined {
  let names = known.get(type);
  if (!names) known.set(type, (names = namesOf(type)));
  return written.length > names.longest ? undefined : (names.places.get(written) ?? names.places.get(written.toLowerCase()));
}

function namesOf({ core, extensions }: ResourceType): Names {
  const places = new Map<string, Place>();
  const put = (name: string, place: Place) => void (places.has(name) || places.set(name, place));
  const putAll = (prefix: string, table: AttributeTable, extension?: Schema) => {
    for (const [name, attribute] of table) {
      const place = { ...(extension ? { extension } : {}), attribute };
      put(prefix + name, place);
      for (const [part, sub] of attribute.sub) put(`${prefix}${name}.${part}`, { ...place, sub });
    }
  };
  // What comes first wins: whole URNs before names, the core before extensions.
  for (const extension of extensions) put(extension.urn.toLowerCase(), { extension });
  for (const prefix of ['', `${core.urn.toLowerCase()}:`]) {
    putAll(prefix, core.attributes);
    putAll(prefix, commonAttributes);
  }
  for (const extension of extensions) putAll(`${extension.urn.toLowerCase()}:`, extension.attributes, extension);
  for (const extension of extensions) putAll('', extension.attributes, extension);
  return { places, longest: Math.max(...[...places.keys()].map((name) => name.length)) };
}
