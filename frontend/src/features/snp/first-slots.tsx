import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useAfternoon } from '@/agendas/use-afternoon';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { type FreeSlot, freeSlotsQuery } from './queries';
import type { SnpSearch } from './search';
import { SlotRow } from './slot-row';
import classes from './snp.module.css';
import { useTexts } from './texts';
import { useSlotAct } from './use-slot-act';

interface FirstSlotsProps {
  search: SnpSearch;
  onBook: (slot: FreeSlot) => void;
}

export function FirstSlots({ search, onBook }: FirstSlotsProps) {
  const t = useTexts();
  const act = useSlotAct(search);
  const query = useInfiniteQuery(freeSlotsQuery(search, useAfternoon()));
  return (
    <KeysetList
      query={query}
      empty={
        <EmptyFace>
          <Text fw={600}>{t('empty.title')}</Text>
          <Text c="dimmed">{t('empty.text')}</Text>
        </EmptyFace>
      }
    >
      {(slots) => (
        <ul className={classes.slots}>
          {slots.map((slot) => (
            <SlotRow key={slot.slot_id} slot={slot} act={act} search={search} onBook={onBook} />
          ))}
        </ul>
      )}
    </KeysetList>
  );
}
