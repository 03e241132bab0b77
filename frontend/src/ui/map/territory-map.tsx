import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Marker, Outlines } from './leaflet-map';

const LeafletMap = lazy(() => import('./leaflet-map'));

export type { Marker, Outlines };

interface TerritoryMapProps {
  outlines?: Outlines;
  markers?: Marker[];
  selectedId?: string | null;
  onSelect?: (id: string) => void;
  height?: number | string;
  /** Tiles template; none by default, so that nothing leaves for another host. */
  tileUrl?: string;
}

/** Outlines and points of the territory, always the twin of a list. The height is reserved before it loads. */
export function TerritoryMap({ height = 420, ...map }: TerritoryMapProps) {
  return (
    <div style={{ height, minHeight: 240 }} className="no-print">
      <Suspense fallback={<Skeleton height="100%" />}>
        <LeafletMap {...map} />
      </Suspense>
    </div>
  );
}
