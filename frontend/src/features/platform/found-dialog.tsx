import { NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { number } from '@/lib/typography';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { RefusedBecause } from '@/ui/refused';
import { CommunesField } from './communes-field';
import { type Commune, useFound } from './queries';
import { useTexts } from './texts';

/** Where a CPTS may be: the mainland, then overseas. */
const ZONES = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'Indian/Reunion',
  'Indian/Mayotte',
] as const;

/** A CPTS enters the platform. It is never erased, hence the words before the act. */
export function FoundDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const found = useFound();
  const [name, setName] = useState('');
  const [finess, setFiness] = useState('');
  const [zone, setZone] = useState<string>(ZONES[0]);
  const [communes, setCommunes] = useState<Commune[]>([]);
  const done = () => {
    notifyDone(t('found.done', { name: name.trim() }));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('found.title')}
      act={t('found.act')}
      busy={found.isPending}
      disabled={name.trim().length < 2 || communes.length === 0}
      onClose={onClose}
      onConfirm={() =>
        found.mutate(
          {
            name: name.trim(),
            finess: finess.trim() || null,
            time_zone: zone,
            commune_codes: communes.map((one) => one.code),
          },
          { onSuccess: done },
        )
      }
    >
      {found.error && (
        <RefusedBecause>
          {asProblem(found.error).status === 422 ? t('found.faulty') : asProblem(found.error).sentence}
        </RefusedBecause>
      )}
      <TextInput
        label={t('found.name')}
        withAsterisk
        value={name}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t('found.finess')}
          description={t('found.finessHelp')}
          value={finess}
          maxLength={9}
          autoComplete="off"
          onChange={(event) => setFiness(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('found.zone')}
          description={t('found.zoneHelp')}
          value={zone}
          data={ZONES.map((value) => ({ value, label: t(`zone.${value}`) }))}
          onChange={(event) => setZone(event.currentTarget.value)}
        />
      </SimpleGrid>
      <CommunesField value={communes} onChange={setCommunes} />
      <Text>{t('found.preview', sizeOf(communes))}</Text>
      <Text size="sm">{t('found.text')}</Text>
    </ConfirmDialog>
  );
}

/** How many communes and inhabitants, for the sentences of a preview. */
export const sizeOf = (communes: Commune[]) => ({
  count: communes.length,
  population: number(communes.reduce((sum, one) => sum + one.population, 0)),
});
