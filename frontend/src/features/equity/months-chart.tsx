import '@mantine/charts/styles.layer.css';
import { CompositeChart } from '@mantine/charts';

interface MonthsChartProps {
  lines: { label: string; placements: number; asked: number; target: number | null }[];
  names: { placements: string; asked: string; target: string | null };
  height: number;
}

/** Lazy: the charts weigh more than the rest of the page. Colours by series, and a dash where it is no count. */
export default function MonthsChart({ lines, names, height }: MonthsChartProps) {
  return (
    <CompositeChart
      h={height}
      data={lines}
      dataKey="label"
      withLegend
      withTooltip={false}
      strokeWidth={2}
      composedChartProps={{ accessibilityLayer: false }}
      series={[
        { name: 'placements', label: names.placements, color: '#0b5c68', type: 'bar' },
        { name: 'asked', label: names.asked, color: '#b3541e', type: 'line' },
        ...(names.target === null
          ? []
          : [
              {
                name: 'target',
                label: names.target,
                color: '#6b4fa0',
                type: 'line' as const,
                strokeDasharray: '6 4',
              },
            ]),
      ]}
    />
  );
}
