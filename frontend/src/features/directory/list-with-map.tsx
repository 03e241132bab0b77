import { Grid, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { outlinesQuery } from '@/directory/queries';
import { useDirectoryTexts } from '@/directory/texts';
import { type Marker, type Outlines, TerritoryMap } from '@/ui/map/territory-map';

interface ListWithMapProps {
  list: ReactNode;
  markers: Marker[];
  selectedId: string | null;
  onSelect: (id: string) => void;
}

/** The list is the page; the map is its twin: beside it on a wide screen, behind a switch on a phone. */
export function ListWithMap({ list, markers, selectedId, onSelect }: ListWithMapProps) {
  const t = useDirectoryTexts();
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const [shown, setShown] = useState('list');
  const outlines = useQuery(outlinesQuery);
  const map = (
    <TerritoryMap
      outlines={outlines.data as Outlines | undefined}
      markers={markers}
      selectedId={selectedId}
      onSelect={onSelect}
      height={isWide ? 'calc(100vh - 140px)' : '60vh'}
    />
  );
  if (isWide) {
    return (
      <Grid gap="md">
        <Grid.Col span={5}>{list}</Grid.Col>
        <Grid.Col span={7}>
          <div style={{ position: 'sticky', top: 72 }}>{map}</div>
        </Grid.Col>
      </Grid>
    );
  }
  return (
    <>
      <SegmentedControl
        value={shown}
        onChange={setShown}
        data={[
          { value: 'list', label: t('tabs.list') },
          { value: 'map', label: t('tabs.map') },
        ]}
      />
      {shown === 'map' ? map : list}
    </>
  );
}
