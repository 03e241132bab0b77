import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

// The charts weigh more than the rest of a page.
const Drawing = lazy(() => import('./line-chart-drawing'));
const HEIGHT = 220;

export interface ChartLine {
  label: string;
  value: number | null;
}

/** A figure over time. What it draws must stand in a table beside it, for everybody. */
export function LineChart({ lines, name }: { lines: ChartLine[]; name: string }) {
  return (
    <div aria-hidden="true" style={{ height: HEIGHT, maxWidth: 860 }}>
      <Suspense fallback={<Skeleton height={HEIGHT} />}>
        <Drawing lines={lines} name={name} height={HEIGHT} />
      </Suspense>
    </div>
  );
}
