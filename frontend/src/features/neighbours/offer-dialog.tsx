import { Checkbox, NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { neighbourCptsQuery, type OfferAgreement, useOffer } from '@/neighbours/queries';
import { useNeighbourTexts } from '@/neighbours/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';

const KINDS = optionsOf(codes.kind);
type Kinds = OfferAgreement['kinds'];

/** With whom, for which kinds of request, from when to when. */
export function OfferDialog({ onClose }: { onClose: () => void }) {
  const t = useNeighbourTexts();
  const query = useQuery(neighbourCptsQuery);
  const offer = useOffer();
  const [to, setTo] = useState('');
  const [kinds, setKinds] = useState<Kinds>([]);
  const [startsOn, setStartsOn] = useState('');
  const [endsOn, setEndsOn] = useState('');
  const others = query.data?.items ?? [];
  const done = () => {
    notifyDone(t('offer.done'));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('offer.title')}
      act={t('offer.act')}
      busy={offer.isPending}
      disabled={!to || kinds.length === 0 || !endsOn}
      onClose={onClose}
      onConfirm={() =>
        offer.mutate(
          { to_cpts_id: to, kinds, starts_on: startsOn || null, ends_on: endsOn },
          { onSuccess: done },
        )
      }
    >
      <Text>{t('offer.text')}</Text>
      <ListFaces query={query} isEmpty={others.length === 0} empty={<Text>{t('offer.nobody')}</Text>}>
        <NativeSelect
          label={t('offer.to')}
          withAsterisk
          value={to}
          data={[{ value: '', label: '' }, ...others.map((one) => ({ value: one.cpts_id, label: one.name }))]}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </ListFaces>
      <Checkbox.Group
        label={t('offer.kinds')}
        withAsterisk
        value={kinds}
        onChange={(next) => setKinds(next as Kinds)}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} mt={6}>
          {KINDS.map((one) => (
            <Checkbox key={one.value} value={one.value} label={one.label} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          type="date"
          label={t('offer.from')}
          description={t('offer.fromHelp')}
          value={startsOn}
          onChange={(event) => setStartsOn(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('offer.until')}
          description={t('offer.untilHelp')}
          withAsterisk
          value={endsOn}
          onChange={(event) => setEndsOn(event.currentTarget.value)}
        />
      </SimpleGrid>
    </ConfirmDialog>
  );
}
