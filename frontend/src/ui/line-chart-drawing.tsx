import '@mantine/charts/styles.layer.css';
import { LineChart } from '@mantine/charts';
import type { ChartLine } from './line-chart';

interface DrawingProps {
  lines: ChartLine[];
  name: string;
  height: number;
}

export default function Drawing({ lines, name, height }: DrawingProps) {
  return (
    <LineChart
      h={height}
      data={lines.map(({ label, value }) => ({ label, value }))}
      dataKey="label"
      withLegend
      withTooltip={false}
      valueFormatter={(value) => value.toLocaleString('fr-FR')}
      strokeWidth={2}
      curveType="linear"
      connectNulls={false}
      lineChartProps={{ accessibilityLayer: false }}
      series={[{ name: 'value', label: name, color: '#0b5c68' }]}
    />
  );
}
