import { useMediaQuery } from '@mantine/hooks';

/** Narrower than Mantine's `sm`. */
export const useIsPhone = (): boolean => useMediaQuery('(max-width: 48em)') ?? false;
