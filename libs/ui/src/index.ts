// What every page needs, public ones too. Signed-in pages add `@placet/ui/console`, dialogs and drawers their own door: one door would put all of it into the first download.
export { Banner } from './banner.ts';
export { CopyButton } from './copy-button.ts';
export { Control, Field } from './field.ts';
export { Icon } from './icon.ts';
export { type IconName } from './icon-paths.ts';
export { UiWords, uiWords, type UiWord } from './ui-words.ts';
export { BusyBar } from './states/busy-bar.ts';
export { Failed } from './states/failed.ts';
export { InvalidSummary, type InvalidItem } from './states/invalid-summary.ts';
export { OfflineBar } from './states/offline-bar.ts';
export { Skeleton } from './states/skeleton.ts';
