import type { Stage } from './stage.ts';
import { galleryDirect } from './entra-gallery-direct.ts';
import { galleryGroups, galleryUsers } from './entra-gallery-jobs.ts';

/** The 25 parts of the test that an application passes before it is listed in Entra's gallery: its jobs for users and groups, and direct calls. */
export async function entraGallery(stage: Stage): Promise<void> {
  await galleryUsers(stage);
  await galleryGroups(stage);
  await galleryDirect(stage);
}
