import type { DirectoryGroupReply, DirectoryGroupsReply, MappingChanged, MappingPreview, PutMappingBody } from '@placet/contracts';
import type { z } from 'zod';

export type DirectoryGroup = z.infer<typeof DirectoryGroupReply>;
export type DirectoryGroups = z.infer<typeof DirectoryGroupsReply>;
export type Mapping = z.infer<typeof PutMappingBody>;
export type Preview = z.infer<typeof MappingPreview>;
export type Changed = z.infer<typeof MappingChanged>;

/** What a group gives now; nothing where nobody has mapped it. */
export const mappingOf = ({ mapping }: DirectoryGroup): Mapping => ({
  groupIds: mapping?.groupIds ?? [],
  products: mapping?.products ?? [],
  siteIds: mapping?.siteIds ?? [],
});

export const givesNothing = ({ groupIds, products, siteIds }: Mapping): boolean => !groupIds.length && !products.length && !siteIds.length;
