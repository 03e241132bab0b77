import type { MediaType } from './report-queries';

/** By the ending of the name: a phone often gives a picture no type. The service looks at the bytes. */
const BY_ENDING: Record<string, MediaType> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heic',
  tif: 'image/tiff',
  tiff: 'image/tiff',
};

export const ACCEPTED = 'application/pdf,image/jpeg,image/png,image/webp,image/heic,image/tiff';

export const mediaTypeOf = (file: File): MediaType | undefined =>
  BY_ENDING[file.name.split('.').at(-1)?.toLowerCase() ?? ''];
