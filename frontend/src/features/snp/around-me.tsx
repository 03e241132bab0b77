import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { SnpSearch } from './search';
import { useTexts } from './texts';

interface AroundMeProps {
  search: SnpSearch;
  onChange: (changed: Partial<SnpSearch>) => void;
}

/** Distance from where the device is, rounded before it leaves the device. */
export function AroundMe({ search, onChange }: AroundMeProps) {
  const t = useTexts();
  const [isUnknown, setUnknown] = useState(false);
  function locate() {
    setUnknown(false);
    if (!navigator.geolocation) return setUnknown(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        onChange({
          point: `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`,
          pres: undefined,
        }),
      () => setUnknown(true),
    );
  }
  return (
    <Checkbox
      label={t('filters.aroundMe')}
      checked={Boolean(search.point)}
      error={isUnknown && t('filters.noPosition')}
      onChange={(event) => (event.currentTarget.checked ? locate() : onChange({ point: undefined }))}
    />
  );
}
