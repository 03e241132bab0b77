import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAfternoon } from '@/agendas/use-afternoon';
import { ListFaces } from '@/ui/list-faces';
import { Section } from '@/ui/section';
import { type FreeSlot, ownDoctorQuery } from './queries';
import type { SnpSearch } from './search';
import { SlotRow } from './slot-row';
import classes from './snp.module.css';
import { useTexts } from './texts';
import { useSlotAct } from './use-slot-act';

/** Own doctor first (rules of the profession, section 7); then everybody who is free in time. */
export function OwnDoctor({ search, onBook }: { search: SnpSearch; onBook: (slot: FreeSlot) => void }) {
  const t = useTexts();
  const act = useSlotAct(search);
  const query = useQuery(ownDoctorQuery(search, useAfternoon()));
  const slots = query.data?.items ?? [];
  return (
    <>
      <Section title={t('ownDoctor.title')}>
        <ListFaces query={query} isEmpty={slots.length === 0} empty={<Text>{t('ownDoctor.empty')}</Text>}>
          <ul className={classes.slots}>
            {slots.map((slot) => (
              <SlotRow key={slot.slot_id} slot={slot} act={act} search={search} onBook={onBook} />
            ))}
          </ul>
        </ListFaces>
      </Section>
      <Title order={2} size="h4">
        {t('ownDoctor.others')}
      </Title>
    </>
  );
}
