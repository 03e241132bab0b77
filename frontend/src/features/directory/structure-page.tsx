import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { outlinesQuery } from '@/directory/queries';
import { useDirectoryTexts } from '@/directory/texts';
import { tableDay } from '@/lib/dates';
import { phone, phoneLink } from '@/lib/typography';
import { ListFaces } from '@/ui/list-faces';
import { type Outlines, TerritoryMap } from '@/ui/map/territory-map';
import { Page } from '@/ui/page';
import { structureQuery } from './queries';

export function StructurePage({ id }: { id: string }) {
  const t = useDirectoryTexts();
  const query = useQuery(structureQuery(id));
  const structure = query.data;
  return (
    <Page title={structure?.name ?? t('tabs.structures')} subtitle={structure?.category_label} narrow>
      <ListFaces query={query}>
        {structure && (
          <Stack gap="xs">
            <Text>
              {[structure.address, structure.postal_code, structure.commune_name].filter(Boolean).join(', ')}
            </Text>
            {structure.phone && (
              <Anchor href={phoneLink(structure.phone)} w="fit-content">
                {phone(structure.phone)}
              </Anchor>
            )}
            {structure.finess && <Text size="sm">{t('sheet.finess', { finess: structure.finess })}</Text>}
            {structure.legal_finess && (
              <Text size="sm">{t('sheet.legal', { finess: structure.legal_finess })}</Text>
            )}
            <Text size="sm" c="dimmed">
              {t('sheet.registered', {
                day: tableDay(structure.registered_at),
                source: t(`source.${structure.source as 'finess'}`, { defaultValue: structure.source }),
              })}
            </Text>
            {structure.lat != null && structure.lon != null && (
              <TerritoryOf id={id} name={structure.name} lat={structure.lat} lon={structure.lon} />
            )}
          </Stack>
        )}
      </ListFaces>
    </Page>
  );
}

function TerritoryOf({ id, name, lat, lon }: { id: string; name: string; lat: number; lon: number }) {
  const outlines = useQuery(outlinesQuery);
  return (
    <TerritoryMap
      outlines={outlines.data as Outlines | undefined}
      markers={[{ id, lat, lon, label: name, highlighted: true }]}
      height={320}
    />
  );
}
